import {
  addDays,
  type Day,
  firstOfMonth,
  startOfDay,
  wallClockAt,
  weekdayOf,
} from '@/lib/model/time/wall-clock'

/** A span of time: `toMs` is not part of it. An absent end is open. */
export type TimeBounds = { fromMs?: number | undefined; toMs?: number | undefined }

/** Spans of the calendar, which move with the day. */
export const CALENDAR_RANGES = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const
type CalendarRange = (typeof CALENDAR_RANGES)[number]

/** A number of minutes, hours or days back from now. */
type RollingRange = `${number}${'m' | 'h' | 'd'}`

/** A span that is told from when it is looked at: `yesterday`, `24h`. */
export type TimeRange = CalendarRange | RollingRange

/** Whether a text names a range. None reaches back further than twenty years. */
export function isTimeRange(text: string): text is TimeRange {
  if (CALENDAR_RANGES.includes(text as CalendarRange)) return true
  const seconds = secondsOf(text)
  return seconds !== null && seconds <= MAX_SECONDS
}

/** The span that a range is at a moment, by the calendar of a zone. Weeks begin on Monday. */
export function boundsOfRange(range: TimeRange, nowMs: number, timeZone: string): TimeBounds {
  const seconds = secondsOf(range)
  if (seconds !== null) return { fromMs: nowMs - seconds * 1_000 }
  const [first, end] = daysOf(range as CalendarRange, wallClockAt(nowMs, timeZone).day)
  return { fromMs: startOfDay(first, timeZone), toMs: startOfDay(end, timeZone) }
}

/** A range in words: `last 24 hours`, `this week`. */
export function rangeName(range: TimeRange): string {
  const [, count = '', unit = ''] = ROLLING.exec(range) ?? []
  if (unit === '') return range.replace('-', ' ')
  const word = UNITS[unit as keyof typeof UNITS].word
  return count === '1' ? `last ${word}` : `last ${count} ${word}s`
}

const UNITS = {
  m: { seconds: 60, word: 'minute' },
  h: { seconds: 3_600, word: 'hour' },
  d: { seconds: 86_400, word: 'day' },
}
const ROLLING = /^([1-9]\d{0,6})([mhd])$/
const MAX_SECONDS = 20 * 366 * 86_400

function secondsOf(range: string): number | null {
  const [, count, unit] = ROLLING.exec(range) ?? []
  if (unit === undefined) return null
  return Number(count) * UNITS[unit as keyof typeof UNITS].seconds
}

/** Its first day, and the first one after it. */
function daysOf(range: CalendarRange, today: Day): [Day, Day] {
  const monday = addDays(today, 1 - weekdayOf(today))
  switch (range) {
    case 'today':
      return [today, addDays(today, 1)]
    case 'yesterday':
      return [addDays(today, -1), today]
    case 'this-week':
      return [monday, addDays(monday, 7)]
    case 'last-week':
      return [addDays(monday, -7), monday]
    case 'this-month':
      return [firstOfMonth(today), firstOfMonth(today, 1)]
    case 'last-month':
      return [firstOfMonth(today, -1), firstOfMonth(today)]
  }
}
