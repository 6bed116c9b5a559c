import { singleton } from '@/lib/singleton'

const fastest = () => singleton('sqs-round-trips', () => new Map<string, number>())

/** Notes how long a call took that waited for nothing. */
export function noteRoundTrip(host: string, ms: number): void {
  fastest().set(host, Math.min(ms, fastest().get(host) ?? ms))
}

/** How far away a server is: the fastest of the calls it was asked, in ms; null before the first. */
export function roundTripMs(host: string): number | null {
  return fastest().get(host) ?? null
}
