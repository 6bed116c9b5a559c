import { MONTHS, WEEKDAYS } from '@/lib/model/time/calendar-names'
import type { WrittenDay } from '@/lib/model/time/time-point'
import {
  addDays,
  compareDays,
  type Day,
  firstOfMonth,
  isDay,
  weekdayOf,
} from '@/lib/model/time/wall-clock'

/** Where the days are that a written day may mean: the last one up to a day, or the first from it on. */
export type Near = { upTo: Day } | { from: Day }

/** A day, month or year: its first day, and the first after it. */
export type Days = { first: Day; end: Day }

/** The days that a written day means, or why it means none. */
export function resolveDay(
  written: WrittenDay,
  { near, today, weekday }: { near: Near; today: Day; weekday: number | undefined },
): Days | { problem: string } {
  switch (written.kind) {
    case 'day':
      return checked(written.day, weekday)
    case 'day-of-year': {
      const found = nearest(near, (year) => ({ ...written, year }))
      return found === null ? { problem: NO_SUCH_DAY } : checked(found, weekday)
    }
    case 'days-ago':
      return oneDay(addDays(today, -written.days))
    case 'weekday':
      return oneDay(nearestWeekday(written.weekday, near, written.isLast))
    case 'month': {
      const { month, year } = written
      if (year !== undefined) return oneMonth({ year, month, day: 1 })
      return oneMonth(nearest(near, (each) => ({ year: each, month, day: 1 })) ?? today)
    }
    case 'year':
      return {
        first: { year: written.year, month: 1, day: 1 },
        end: { year: written.year + 1, month: 1, day: 1 },
      }
  }
}

const NO_SUCH_DAY = 'The calendar has no such day.'
/** The 29th of February comes once in eight years at worst. */
const MAX_YEARS = 8

/** The nearest of the days that a date without its year may be. */
function nearest(near: Near, inYear: (year: number) => Day): Day | null {
  const [step, edge] = 'upTo' in near ? [-1, near.upTo] : [1, near.from]
  for (let years = 0; years <= MAX_YEARS; years += 1) {
    const { year, month, day } = inYear(edge.year + step * years)
    const found = { year, month, day }
    if (isDay(found) && compareDays(found, edge) * step >= 0) return found
  }
  return null
}

function nearestWeekday(weekday: number, near: Near, isLast: boolean): Day {
  if ('from' in near) return addDays(near.from, (weekday - weekdayOf(near.from) + 7) % 7)
  const back = (weekdayOf(near.upTo) - weekday + 7) % 7
  return addDays(near.upTo, -(isLast && back === 0 ? 7 : back))
}

function checked(day: Day, weekday: number | undefined): Days | { problem: string } {
  if (!isDay(day)) return { problem: NO_SUCH_DAY }
  if (weekday === undefined || weekday === weekdayOf(day)) return oneDay(day)
  const date = `${MONTHS[day.month - 1]?.slice(0, 3)} ${day.day}, ${day.year}`
  return { problem: `${date} is a ${WEEKDAYS[weekdayOf(day) - 1]}.` }
}

function oneDay(day: Day): Days {
  return { first: day, end: addDays(day, 1) }
}

function oneMonth(day: Day): Days {
  return { first: day, end: firstOfMonth(day, 1) }
}
