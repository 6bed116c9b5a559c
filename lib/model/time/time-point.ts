import { monthNamed, weekdayNamed } from '@/lib/model/time/calendar-names'
import type { TimeOfDay, Token } from '@/lib/model/time/time-tokens'
import { HOUR_MS } from '@/lib/model/time/units'
import type { Day } from '@/lib/model/time/wall-clock'

/** A day as people write it, which may leave out what the reader knows. */
export type WrittenDay =
  | { kind: 'day'; day: Day }
  | { kind: 'day-of-year'; month: number; day: number }
  | { kind: 'weekday'; weekday: number; isLast: boolean }
  | { kind: 'days-ago'; days: number }
  | { kind: 'month'; year?: number; month: number }
  | { kind: 'year'; year: number }

/** One end of a span, or all of it. */
export type Point = {
  day?: WrittenDay
  /** The day of the week that was written beside a date. */
  weekday?: number
  time?: TimeOfDay
  offsetMs?: number
  /** A number alone: an hour or a day of the month, by what stands on the other side. */
  bare?: number
  moment?: { ms: number; widthMs: number }
}

/**
 * Reads a point from the tokens at its beginning, taking them off.
 * @returns null where they begin with none.
 */
export function takePoint(tokens: Token[]): Point | null {
  const point: Point = {}
  for (let token = tokens[0]; token !== undefined; token = tokens[0]) {
    const taken = takeWhole(tokens, point) || takeDay(tokens, point) || takeTime(tokens, point)
    if (!taken) break
  }
  return Object.keys(point).length === 0 ? null : point
}

const DAYS_AGO: Record<string, number> = { today: 0, yesterday: 1 }

function takeWhole(tokens: Token[], point: Point): boolean {
  const [token] = tokens
  const isFirst = Object.keys(point).length === 0
  if (token?.kind === 'moment' && isFirst) point.moment = { ms: token.ms, widthMs: token.widthMs }
  else if (token?.kind === 'offset' && point.time && point.offsetMs === undefined) {
    point.offsetMs = token.offsetMs
  } else return false
  tokens.shift()
  return true
}

function takeDay(tokens: Token[], point: Point): boolean {
  if (point.moment) return false
  const [token, next, third] = tokens
  if (token?.kind === 'day' && isOpen(point)) return take(tokens, 1, point, token)
  if (token?.kind === 'day-of-year' && isOpen(point)) return take(tokens, 1, point, token)
  if (token?.kind === 'month' && isOpen(point)) return take(tokens, 1, point, token)
  if (token?.kind === 'number' && isOpen(point)) {
    if (next?.kind === 'word' && next.word.startsWith('day') && isWord(third, 'ago')) {
      return take(tokens, 3, point, { kind: 'days-ago', days: token.value })
    }
    const month = next?.kind === 'word' ? monthNamed(next.word) : null
    if (month === null && isYear(token.value)) {
      return take(tokens, 1, point, { kind: 'year', year: token.value })
    }
    if (month === null) return false
    return take(tokens, 2, point, dated(tokens, 2, { month, day: token.value }))
  }
  if (token?.kind !== 'word') return false
  return takeNamedDay(tokens, token.word, point)
}

function takeNamedDay(tokens: Token[], word: string, point: Point): boolean {
  const [, next] = tokens
  const month = monthNamed(word)
  if (month !== null && isOpen(point)) {
    if (next?.kind === 'number' && next.value >= 1 && next.value <= 31) {
      return take(tokens, 2, point, dated(tokens, 2, { month, day: next.value }))
    }
    if (next?.kind === 'number' && isYear(next.value)) {
      return take(tokens, 2, point, { kind: 'month', year: next.value, month })
    }
    return take(tokens, 1, point, { kind: 'month', month })
  }
  if (point.day) return false
  const days = DAYS_AGO[word]
  if (days !== undefined) return take(tokens, 1, point, { kind: 'days-ago', days })
  const isLast = word === 'last'
  const named = isLast ? (next?.kind === 'word' ? next.word : '') : word
  const weekday = weekdayNamed(named)
  if (weekday === null) return false
  return take(tokens, isLast ? 2 : 1, point, { kind: 'weekday', weekday, isLast })
}

/** A date, with the year where one stands behind it; takes that off. */
function dated(
  tokens: Token[],
  at: number,
  { month, day }: { month: number; day: number },
): WrittenDay {
  const after = tokens[at]
  if (after?.kind !== 'number' || !isYear(after.value)) return { kind: 'day-of-year', month, day }
  tokens.splice(at, 1)
  return { kind: 'day', day: { year: after.value, month, day } }
}

/** A weekday may stand before the date that it is the day of. */
function isOpen({ day, weekday }: Point): boolean {
  return day === undefined || (day.kind === 'weekday' && !day.isLast && weekday === undefined)
}

function take(tokens: Token[], count: number, point: Point, day: WrittenDay): boolean {
  if (point.day?.kind === 'weekday') point.weekday = point.day.weekday
  point.day = day
  tokens.splice(0, count)
  return true
}

function takeTime(tokens: Token[], point: Point): boolean {
  const [token] = tokens
  if (point.time || point.moment || point.bare !== undefined) return false
  if (token?.kind === 'time') point.time = token.time
  else if (token?.kind !== 'number') return false
  else if (!point.day) point.bare = token.value
  else if (token.value <= 24) point.time = { ms: token.value * HOUR_MS, widthMs: HOUR_MS }
  else return false
  tokens.shift()
  return true
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.word === word
}

function isYear(value: number): boolean {
  return value >= 1970 && value < 2200
}
