import { backOff } from '@/lib/model/time/back-off'

export const PAUSE_MS = 2_000
const MAX_PAUSE_MS = 60_000

/** When to ask again, after so many failures; looked at with each event, one every two seconds. */
export type Retry = { failures: number; atMs: number }

export function retryLater(before: Retry | null): Retry {
  const failures = (before?.failures ?? 0) + 1
  const pauseMs = backOff(failures, { initial: PAUSE_MS, max: MAX_PAUSE_MS })
  return { failures, atMs: Date.now() + pauseMs }
}

/** Whether to ask now: of news, or after a failure as soon as its time has come, whatever comes before that. */
export function isTimeToAsk(retry: Retry | null, isNews: boolean): boolean {
  return retry === null ? isNews : Date.now() >= retry.atMs
}
