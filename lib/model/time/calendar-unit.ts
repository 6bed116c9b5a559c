import { zoneOffsetMs } from '@/lib/format/time-zone'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'
import {
  addDays,
  type Day,
  firstOfMonth,
  startOfDay,
  wallClockAt,
} from '@/lib/model/time/wall-clock'

export type CalendarUnit = 'minute' | 'hour' | 'day' | 'month' | 'year'

/** When the minute, hour, day, month or year began that a moment is in, by the clock of a zone; Unix milliseconds. */
export function startOf(atMs: number, unit: CalendarUnit, timeZone: string): number {
  if (isClockUnit(unit)) return clockStart(atMs, UNIT_MS[unit], timeZone)
  return startOfDay(firstDayOf(wallClockAt(atMs, timeZone).day, unit, 0), timeZone)
}

/**
 * When the next one begins. By a clock that is changed, an hour may take half an hour, and two in
 * succession may have one name; a day has 23 to 25 hours, and begins at one where midnight is left out.
 */
export function nextStart(atMs: number, unit: CalendarUnit, timeZone: string): number {
  if (isClockUnit(unit)) return clockEnd(atMs, UNIT_MS[unit], timeZone)
  const { day, timeOfDayMs } = wallClockAt(atMs, timeZone)
  // Most days have 24 hours; a chart has hundreds, and a look at the zone takes ten microseconds.
  const tomorrow = atMs + DAY_MS
  const isUsual = unit === 'day' && timeOfDayMs === 0
  if (isUsual && zoneOffsetMs(tomorrow, timeZone) === zoneOffsetMs(atMs, timeZone)) return tomorrow
  // A zone that crosses the date line leaves a day out.
  for (let ahead = 1; ; ahead += 1) {
    const next = startOfDay(firstDayOf(day, unit, ahead), timeZone)
    if (next > atMs) return next
  }
}

const UNIT_MS = { minute: MINUTE_MS, hour: HOUR_MS }

function isClockUnit(unit: CalendarUnit): unit is keyof typeof UNIT_MS {
  return unit === 'minute' || unit === 'hour'
}

function clockStart(atMs: number, unitMs: number, timeZone: string): number {
  const offset = zoneOffsetMs(atMs, timeZone)
  const start = atMs - modulo(atMs + offset, unitMs)
  return zoneOffsetMs(start, timeZone) === offset ? start : changeOf(start, atMs, timeZone)
}

function clockEnd(atMs: number, unitMs: number, timeZone: string): number {
  const offset = zoneOffsetMs(atMs, timeZone)
  const end = atMs - modulo(atMs + offset, unitMs) + unitMs
  return zoneOffsetMs(end, timeZone) === offset ? end : changeOf(atMs, end, timeZone)
}

/** The first day of a day's month or year, the day itself for a day; or of the one so many after it. */
function firstDayOf(day: Day, unit: 'day' | 'month' | 'year', ahead: number): Day {
  if (unit === 'day') return addDays(day, ahead)
  return unit === 'month' ? firstOfMonth(day, ahead) : { year: day.year + ahead, month: 1, day: 1 }
}

/** When the zone's clock was changed between two moments, to the second. */
function changeOf(fromMs: number, toMs: number, timeZone: string): number {
  const offset = zoneOffsetMs(fromMs, timeZone)
  let [low, high] = [fromMs, toMs]
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000
    if (middle <= low) break
    if (zoneOffsetMs(middle, timeZone) === offset) low = middle
    else high = middle
  }
  return high
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
