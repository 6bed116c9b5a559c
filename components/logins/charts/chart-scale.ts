import type { TimeBucket } from '@/components/logins/charts/time-buckets'
import { MONTHS } from '@/lib/model/time/calendar-names'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'
import { wallClockAt } from '@/lib/model/time/wall-clock'

const STEPS = [1, 2, 5]

/** One or two round numbers, the last of which is no less than the highest bar: the lines of a chart. */
export function valueTicks(most: number): number[] {
  if (most <= 1) return [1]
  const half = most / 2
  const power = 10 ** Math.floor(Math.log10(Math.max(1, half)))
  const step = [...STEPS, 10].map((each) => each * power).find((each) => each >= half) ?? 10 * power
  return [step, 2 * step]
}

/** A word below the bar that it stands for. */
type TimeTick = { at: number; word: string }

const MAX_TICKS = 6
/** How many units lie between two words, at which the count of them is round. */
const INTERVALS: Record<CalendarUnit, readonly number[]> = {
  minute: [1, 5, 10, 15, 30, 60],
  hour: [1, 2, 3, 6, 12, 24, 48],
  day: [1, 2, 7, 14, 30, 60, 90],
  month: [1, 2, 3, 6, 12, 24, 60, 120],
  year: [1, 2, 5, 10, 20, 50, 100],
}

/** Some bars by their time, at most six, at round times of the clock where they are of the clock. */
export function timeTicks(
  buckets: readonly TimeBucket[],
  unit: CalendarUnit,
  timeZone: string,
): TimeTick[] {
  const least = buckets.length / MAX_TICKS
  const interval = INTERVALS[unit].find((each) => each >= least) ?? Math.ceil(least)
  const clocks = buckets.map(({ fromMs }) => wallClockAt(fromMs, timeZone))
  const places = clocks.map((clock, at) => placeOf(clock, unit, at))
  return buckets.flatMap((_, at) => {
    const [clock, place, before] = [clocks[at], places[at], places[at - 1]]
    if (clock === undefined || place === undefined) return []
    const isRound = Math.floor(place / interval) !== Math.floor((before ?? place - 1) / interval)
    // What begins at the right edge would be cut.
    const hasRoom = at / buckets.length <= 0.92
    return isRound && hasRoom ? [{ at, word: wordOf(clock, unit, interval) }] : []
  })
}

type Clock = ReturnType<typeof wallClockAt>

/** What is counted up from bar to bar: minutes of an hour, hours of a day, months of a year. */
function placeOf({ day, timeOfDayMs }: Clock, unit: CalendarUnit, at: number): number {
  const days = Math.floor(Date.UTC(day.year, day.month - 1, day.day) / DAY_MS)
  switch (unit) {
    case 'minute':
      return days * 1_440 + Math.floor(timeOfDayMs / 60_000)
    case 'hour':
      return days * 24 + Math.floor(timeOfDayMs / HOUR_MS)
    case 'day':
      return at
    case 'month':
      return day.year * 12 + day.month - 1
    case 'year':
      return day.year
  }
}

function wordOf({ day, timeOfDayMs }: Clock, unit: CalendarUnit, interval: number): string {
  const month = MONTHS[day.month - 1]?.slice(0, 3) ?? ''
  if (unit === 'year') return String(day.year)
  if (unit === 'month') return day.month === 1 || interval >= 12 ? String(day.year) : month
  const isMidnight = timeOfDayMs < 60_000
  if (unit === 'day' || (unit === 'hour' && (isMidnight || interval >= 24))) {
    return `${month} ${day.day}`
  }
  return new Date(timeOfDayMs).toISOString().slice(11, 16)
}
