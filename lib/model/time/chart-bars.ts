import { type CalendarUnit, nextStart, startOf } from '@/lib/model/time/calendar-unit'
import { DAY_MS } from '@/lib/model/time/units'

/** When the bars of a chart begin, and when its last one ends; Unix milliseconds. */
export type Bars = { starts: number[]; endMs: number }

/** More bars than this are no bars any more: the newest are shown. */
const MAX_BARS = 420
/** Where the walk begins at the earliest. */
const EARLIEST_MS = Date.UTC(1600, 0, 1)

/** What unit of the calendar a stretch of time is drawn by, so that its bars can be told apart. */
export function unitOf(spanMs: number): CalendarUnit {
  if (spanMs <= DAY_MS / 8) return 'minute'
  if (spanMs <= 7 * DAY_MS) return 'hour'
  if (spanMs <= 400 * DAY_MS) return 'day'
  return spanMs <= 30 * 366 * DAY_MS ? 'month' : 'year'
}

/** The bars of a stretch of time, `toMs` not in it: whole minutes, hours, days, months or years of a zone. */
export function barsOf(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  unit: CalendarUnit,
  timeZone: string,
): Bars {
  const starts: number[] = []
  let at = startOf(Math.max(EARLIEST_MS, fromMs), unit, timeZone)
  do {
    starts.push(at)
    at = nextStart(at, unit, timeZone)
  } while (at < toMs)
  return { starts: starts.slice(-MAX_BARS), endMs: at }
}
