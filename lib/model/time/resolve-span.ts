import { type Days, type Near, resolveDay } from '@/lib/model/time/resolve-day'
import type { Point } from '@/lib/model/time/time-point'
import { HOUR_MS } from '@/lib/model/time/units'
import { addDays, type Day, momentOf, startOfDay, wallClockAt } from '@/lib/model/time/wall-clock'

/** Where and when a time is read. */
export type TimeContext = { nowMs: number; timeZone: string }

type Whole = { fromMs: number; toMs: number }
type Problem = { problem: string }

/** From one point to another; what one leaves out, the other may say. */
export function spanBetween(
  first: Point,
  last: Point,
  context: TimeContext,
): Whole | Problem | null {
  const [low, high] = completed(first, last)
  const today = wallClockAt(context.nowMs, context.timeZone).day
  const anchor = high.day?.kind === 'day' && low.day?.kind !== 'day' ? high.day.day : today
  const start = pointSpan(low, { upTo: anchor }, context)
  if (start === null || 'problem' in start) return start
  const from = wallClockAt(start.fromMs, context.timeZone).day
  const end = pointSpan(high.day || high.moment ? high : on(from, high), { from }, context)
  if (end === null || 'problem' in end) return end
  const isTime = high.time !== undefined || high.moment !== undefined
  const toMs = isTime ? end.fromMs : end.toMs
  if (toMs > start.fromMs) return { fromMs: start.fromMs, toMs }
  if (high.day || high.moment) return { problem: 'The end is not after the start.' }
  // `22:00-02:00` ends the day after.
  const next = pointSpan(on(addDays(from, 1), high), { from }, context)
  return next === null || 'problem' in next ? next : { fromMs: start.fromMs, toMs: next.fromMs }
}

function on(day: Day, point: Point): Point {
  return { ...point, day: { kind: 'day', day } }
}

/** `nov 17-19`, `17-19 nov`, `9-17`, `tue 9-17`: a number is a day of the month, or an hour. */
function completed(first: Point, last: Point): [Point, Point] {
  const [date, end] = [first.day, last.day]
  if (last.bare !== undefined && date?.kind === 'day-of-year' && !first.time) {
    return [first, { day: { ...date, day: last.bare } }]
  }
  if (first.bare !== undefined && end?.kind === 'day-of-year') {
    return [{ day: { ...end, day: first.bare } }, last]
  }
  if (first.bare !== undefined && end?.kind === 'day') {
    return [{ day: { kind: 'day', day: { ...end.day, day: first.bare } } }, last]
  }
  return [withHour(first), withHour(last)]
}

function withHour({ bare, ...point }: Point): Point {
  if (bare === undefined) return point
  return bare > 24 ? { bare } : { ...point, time: { ms: bare * HOUR_MS, widthMs: HOUR_MS } }
}

/** All that a point is: a day, an hour, a minute. */
export function pointSpan(
  point: Point,
  near: Near,
  { nowMs, timeZone }: TimeContext,
): Whole | Problem | null {
  const { moment, time, bare, weekday, offsetMs } = point
  if (moment) return { fromMs: moment.ms, toMs: moment.ms + moment.widthMs }
  if (bare !== undefined || (point.day === undefined && time === undefined)) return null
  const today = wallClockAt(nowMs, timeZone).day
  const days = resolveDay(point.day ?? { kind: 'days-ago', days: 0 }, { near, today, weekday })
  if ('problem' in days) return days
  if (!time) return wholeDays(days, timeZone)
  if (point.day?.kind === 'month' || point.day?.kind === 'year') return null
  const at = (day: Day) => {
    if (offsetMs === undefined) return momentOf(day, time.ms, timeZone)
    return Date.UTC(day.year, day.month - 1, day.day) + time.ms - offsetMs
  }
  // A time alone is the last that has begun.
  const isYesterday = point.day === undefined && at(days.first) > nowMs
  const fromMs = at(isYesterday ? addDays(days.first, -1) : days.first)
  return { fromMs, toMs: fromMs + time.widthMs }
}

function wholeDays({ first, end }: Days, timeZone: string): Whole {
  return { fromMs: startOfDay(first, timeZone), toMs: startOfDay(end, timeZone) }
}
