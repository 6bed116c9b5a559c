import { ALL_LOGINS } from '@/lib/model/query/all-logins'
import { boundsOfRange, isTimeRange, type TimeRange } from '@/lib/model/time/time-range'

type Options = {
  /** When the page was read, and the zone that its times are in. */
  nowMs: number
  timeZone: string
  /** Whether a time such as `last 24 hours` is to mean those before the link is opened. */
  keepsRange?: boolean
}

/**
 * A link that shows others what an address shows here: a time that is told from now becomes a start
 * and an end, unless it is to stay as it is.
 */
export function linkOf(address: string, { nowMs, timeZone, keepsRange = false }: Options): string {
  const url = new URL(address)
  url.hash = ''
  const range = rangeOf(address)
  if (range !== null && !keepsRange) fix(url.searchParams, range, { nowMs, timeZone })
  // A bare address opens the default view of whoever follows it.
  if (url.pathname === '/logins' && url.searchParams.size === 0) url.search = ALL_LOGINS
  return url.href
}

/** The time that an address tells from now; null where it tells none. */
export function rangeOf(address: string): TimeRange | null {
  const { searchParams } = new URL(address)
  const active = searchParams.get('active')
  const range = active === null ? searchParams.get('range') : `${active}d`
  if (range === null || !isTimeRange(range)) return null
  return ['from', 'to', 'since'].some((name) => searchParams.has(name)) ? null : range
}

function fix(
  params: URLSearchParams,
  range: TimeRange,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
) {
  const { fromMs = nowMs, toMs = nowMs } = boundsOfRange(range, nowMs, timeZone)
  const from = new Date(fromMs).toISOString()
  if (params.has('active')) {
    // Devices and IPs are listed by when they were last seen: there is no end.
    params.delete('active')
    params.set('since', from)
    return
  }
  params.delete('range')
  params.set('from', from)
  params.set('to', new Date(toMs).toISOString())
}
