import { zoneOffsetMs } from '@/lib/format/time-zone'
import { MONTHS, WEEKDAYS } from '@/lib/model/time/calendar-names'
import type { TimeBounds } from '@/lib/model/time/time-range'
import {
  addDays,
  compareDays,
  type Day,
  isShownTwice,
  startOfDay,
  wallClockAt,
  weekdayOf,
} from '@/lib/model/time/wall-clock'

type Options = { nowMs: number; timeZone: string }

/**
 * A span as people say it: `Tue, Nov 17`, `Tue, Nov 17, 14:00 – 15:00`, `Mon, Nov 16 – Sun, Nov 22`,
 * `since Tue, Nov 17, 14:00`. Empty for all of time. `parseTimeExpression` reads it back.
 */
export function formatSpan({ fromMs, toMs }: TimeBounds, options: Options): string {
  if (fromMs === undefined) return toMs === undefined ? '' : formatEnd(toMs, options)
  const from = endOf(fromMs, options.timeZone)
  const start = day(from.day, { year: hasYear(from.day, options) })
  const startTime = from.isMidnight ? start : `${start}, ${from.clock}`
  if (toMs === undefined) return `since ${startTime}`
  const to = endOf(toMs, options.timeZone)
  const last = to.isMidnight ? addDays(to.day, -1) : to.day
  const isSameDay = compareDays(from.day, last) === 0
  if (from.isMidnight && to.isMidnight) {
    return isSameDay ? start : `${start} – ${day(last, { year: isOtherYear(last, from.day) })}`
  }
  const clock = to.isMidnight ? '24:00' : to.clock
  if (isSameDay) return `${start}, ${from.clock} – ${clock}`
  return `${start}, ${from.clock} – ${day(last, { year: isOtherYear(last, from.day) })}, ${clock}`
}

function formatEnd(toMs: number, options: Options): string {
  const to = endOf(toMs, options.timeZone)
  const last = to.isMidnight ? addDays(to.day, -1) : to.day
  const word = day(last, { year: hasYear(last, options) })
  return to.isMidnight ? `until ${word}` : `until ${word}, ${to.clock}`
}

/** `Tue, Nov 17`, or `Tue, Nov 17, 2025`. */
function day(at: Day, { year }: { year: boolean }): string {
  const weekday = WEEKDAYS[weekdayOf(at) - 1]?.slice(0, 3)
  const month = MONTHS[at.month - 1]?.slice(0, 3)
  return `${weekday}, ${month} ${at.day}${year ? `, ${at.year}` : ''}`
}

/** The year goes without saying for the days of this one that have come. */
function hasYear(at: Day, { nowMs, timeZone }: Options): boolean {
  const today = wallClockAt(nowMs, timeZone).day
  return at.year !== today.year || compareDays(at, today) > 0
}

function isOtherYear(a: Day, b: Day): boolean {
  return a.year !== b.year
}

/** An end of a span, in the words of its zone. */
function endOf(ms: number, timeZone: string) {
  const { day: at, timeOfDayMs } = wallClockAt(ms, timeZone)
  const offset = isShownTwice(ms, timeZone) ? ` ${zoneWord(ms, timeZone)}` : ''
  return {
    day: at,
    /** Where clocks skip midnight, the day begins later. */
    isMidnight: startOfDay(at, timeZone) === ms,
    clock: `${clockOf(timeOfDayMs)}${offset}`,
  }
}

/** `14:00`, `14:00:05`, `14:00:05.250`: as exact as need be. */
function clockOf(timeOfDayMs: number): string {
  const text = new Date(timeOfDayMs).toISOString().slice(11, 23)
  if (!text.endsWith('.000')) return text
  return text.endsWith(':00.000') ? text.slice(0, 5) : text.slice(0, 8)
}

/** `UTC+1`, `UTC-3:30`. */
function zoneWord(ms: number, timeZone: string): string {
  const minutes = Math.round(zoneOffsetMs(ms, timeZone) / 60_000)
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`
}
