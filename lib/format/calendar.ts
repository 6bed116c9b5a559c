import { zoneOffsetMs } from '@/lib/format/time-zone'

export type CalendarUnit = 'minute' | 'hour' | 'day' | 'month' | 'year'

/** When the minute, hour, day, month or year began that a moment is in, by the clock of a zone; Unix milliseconds. */
export function startOf(atMs: number, unit: CalendarUnit, timeZone: string): number {
  if (isClockUnit(unit)) return clockStart(atMs, UNIT_MS[unit], timeZone)
  return dayStart(localUnit(atMs, unit, timeZone, 0), timeZone)
}

/**
 * When the next one begins. By a clock that is changed, an hour may take half an hour, and two in
 * succession may have one name; a day has 23 to 25 hours, and begins at one where midnight is left out.
 */
export function nextStart(atMs: number, unit: CalendarUnit, timeZone: string): number {
  if (isClockUnit(unit)) return clockEnd(atMs, UNIT_MS[unit], timeZone)
  // A zone that crosses the date line leaves a day out.
  for (let ahead = 1; ; ahead += 1) {
    const next = dayStart(localUnit(atMs, unit, timeZone, ahead), timeZone)
    if (next > atMs) return next
  }
}

/** When a day of a zone's calendar, such as `2026-11-17`, begins and ends; `toMs` is not in it. */
export function dayBounds(day: string, timeZone: string): { fromMs: number; toMs: number } {
  const fromMs = dayStart(Date.parse(`${day}T00:00:00Z`), timeZone)
  return { fromMs, toMs: nextStart(fromMs, 'day', timeZone) }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
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

/** The start of a moment's day, month or year, or of one so many after it, on the zone's wall clock read as UTC. */
function localUnit(
  atMs: number,
  unit: 'day' | 'month' | 'year',
  timeZone: string,
  ahead: number,
): number {
  const local = new Date(atMs + zoneOffsetMs(atMs, timeZone))
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  if (unit === 'day') return Date.UTC(year, month, day + ahead)
  return unit === 'month' ? Date.UTC(year, month + ahead, 1) : Date.UTC(year + ahead, 0, 1)
}

/** The first moment of a day, whose midnight on the wall clock may be there twice or not at all. */
function dayStart(midnight: number, timeZone: string): number {
  const before = zoneOffsetMs(midnight - DAY_MS, timeZone)
  const after = zoneOffsetMs(midnight + DAY_MS, timeZone)
  const starts = [...new Set([before, after])]
    .filter((offset) => zoneOffsetMs(midnight - offset, timeZone) === offset)
    .map((offset) => midnight - offset)
  return starts.length > 0
    ? Math.min(...starts)
    : changeOf(midnight - after, midnight - before, timeZone)
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
