import { zoneOffsetMs } from '@/lib/format/time-zone'
import { DAY_MS } from '@/lib/model/time/units'

/** A day of the calendar, in no zone. Months count from 1. */
export type Day = { year: number; month: number; day: number }

/**
 * The moment at which clocks of a zone show a time of a day, in milliseconds after its midnight. A
 * time that clocks skip is moved on by what they skip; one that they show twice is the first.
 */
export function momentOf(day: Day, timeOfDayMs: number, timeZone: string): number {
  const wall = wallOf(day) + timeOfDayMs
  // A day before and after, since zones are up to 14 hours from UTC and change a few hours at most.
  const before = zoneOffsetMs(wall - DAY_MS, timeZone)
  const after = zoneOffsetMs(wall + DAY_MS, timeZone)
  const found = [before, after]
    .map((offset) => wall - offset)
    .filter((moment) => moment + zoneOffsetMs(moment, timeZone) === wall)
  return found.length === 0 ? wall - before : Math.min(...found)
}

/** When a day begins; 24 hours or so before the next does. */
export function startOfDay(day: Day, timeZone: string): number {
  return momentOf(day, 0, timeZone)
}

/** What clocks and calendars of a zone show at a moment. */
export function wallClockAt(ms: number, timeZone: string): { day: Day; timeOfDayMs: number } {
  const wall = ms + zoneOffsetMs(ms, timeZone)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  return { day: dayOf(midnight), timeOfDayMs: wall - midnight }
}

/** Whether clocks of a zone show the same time of the same day at another moment, too. */
export function isShownTwice(ms: number, timeZone: string): boolean {
  const offset = zoneOffsetMs(ms, timeZone)
  return [ms - DAY_MS, ms + DAY_MS].some((near) => {
    const other = ms + offset - zoneOffsetMs(near, timeZone)
    return other !== ms && other + zoneOffsetMs(other, timeZone) === ms + offset
  })
}

/** So many days later. */
export function addDays(day: Day, count: number): Day {
  return dayOf(wallOf(day) + count * DAY_MS)
}

/** The first day of the month that comes so many months later. */
export function firstOfMonth({ year, month }: Day, later = 0): Day {
  return dayOf(Date.UTC(year, month - 1 + later, 1))
}

/** The day of the week: 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(wallOf(day)).getUTCDay() || 7
}

/** Below zero where the first day comes before the second. */
export function compareDays(a: Day, b: Day): number {
  return wallOf(a) - wallOf(b)
}

/** Whether the calendar has such a day. */
export function isDay({ year, month, day }: Day): boolean {
  const same = dayOf(Date.UTC(year, month - 1, day))
  return same.year === year && same.month === month && same.day === day
}

function wallOf({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day)
}

function dayOf(wall: number): Day {
  const at = new Date(wall)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
}
