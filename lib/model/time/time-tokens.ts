import { HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'
import { type Day, isDay } from '@/lib/model/time/wall-clock'

/** A time of day; `widthMs` is how exactly it was written: an hour, a minute, a second. */
export type TimeOfDay = { ms: number; widthMs: number }

/** What a time is written with. */
export type Token =
  | { kind: 'dash' }
  | { kind: 'word'; word: string }
  | { kind: 'number'; value: number }
  | { kind: 'day'; day: Day }
  | { kind: 'day-of-year'; month: number; day: number }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'time'; time: TimeOfDay }
  /** How far the zone of the time before it is from UTC. */
  | { kind: 'offset'; offsetMs: number }
  /** A time with its day and zone, as logs write it. */
  | { kind: 'moment'; ms: number; widthMs: number }
  | { kind: 'problem'; problem: string }

/** Cuts a text into what a time is written with; null where there is something else in it. */
export function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  let rest = text
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[,·]/g, ' ')
    .trim()
  while (rest !== '') {
    const found = nextToken(rest)
    if (found === null) return null
    tokens.push(found.token)
    rest = rest.slice(found.length).trimStart()
  }
  return tokens
}

type Reader = [pattern: RegExp, read: (...parts: (string | undefined)[]) => Token | null]

/** What is longer or stricter comes first. */
const READERS: Reader[] = [
  [
    /^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:\d\d)/,
    (text = '', seconds) => {
      const ms = Date.parse(text.toUpperCase())
      const widthMs = widthOf(seconds?.slice(1, 3), seconds?.slice(4))
      return Number.isNaN(ms) ? null : { kind: 'moment', ms, widthMs }
    },
  ],
  [
    /^(\d{4})[-/](\d\d)[-/](\d\d)(?:t(?=\d)|(?!\d))/,
    (_, year, month, day) => dayToken(year, month, day),
  ],
  [
    /^(\d{4})-(\d\d)(?!\d)/,
    (_, year, month) =>
      isDay({ year: Number(year), month: Number(month), day: 1 })
        ? { kind: 'month', year: Number(year), month: Number(month) }
        : null,
  ],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, (_, day, month, year) => dayToken(year, month, day)],
  [
    /^(\d{1,2})\.(\d{1,2})\.(?!\d)/,
    (_, day, month) => ({ kind: 'day-of-year', month: Number(month), day: Number(day) }),
  ],
  [
    /^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?/,
    () => ({ kind: 'problem', problem: 'Name the month, since 3/4 may be March or April.' }),
  ],
  [
    /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:\s*([ap])m\b)?/,
    (_, ...parts) => timeToken(parts),
  ],
  [
    /^(\d{1,2})\s*([ap])m\b/,
    (_, hour, half) => timeToken([hour, undefined, undefined, undefined, half]),
  ],
  [
    /^(?:utc|gmt)(?:([+-])(\d{1,2})(?::?(\d\d))?)?(?![a-z\d])|^z(?![a-z])/,
    (_, sign, hours = '0', minutes = '0') => {
      const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS
      return { kind: 'offset', offsetMs: sign === '-' ? -size : size }
    },
  ],
  [
    /^(\d{1,7})(?:st|nd|rd|th|\.(?=\s))?(?!\d)/,
    (_, digits) => ({ kind: 'number', value: Number(digits) }),
  ],
  [/^([a-z]+)\.?/, (_, word = '') => ({ kind: 'word', word })],
  [/^-/, () => ({ kind: 'dash' })],
]

function nextToken(text: string): { token: Token; length: number } | null {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text)
    const token = match === null ? null : read(...match)
    if (match !== null && token !== null) return { token, length: match[0].length }
  }
  return null
}

function dayToken(year?: string, month?: string, date?: string): Token {
  const day = { year: Number(year), month: Number(month), day: Number(date) }
  if (isDay(day)) return { kind: 'day', day }
  return { kind: 'problem', problem: 'The calendar has no such day.' }
}

function timeToken([hours, minutes, seconds, fraction, half]: (string | undefined)[]): Token {
  const clock = Number(hours)
  if (half !== undefined && (clock < 1 || clock > 12)) return NO_SUCH_TIME
  const hour = half === undefined ? clock : (clock % 12) + (half === 'p' ? 12 : 0)
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)]
  const millis = Number((fraction ?? '').padEnd(3, '0'))
  const ms = hour * HOUR_MS + minute * MINUTE_MS + second * 1_000 + millis
  if (minute > 59 || second > 59 || ms > 24 * HOUR_MS) return NO_SUCH_TIME
  const widthMs = minutes === undefined ? HOUR_MS : widthOf(seconds, fraction)
  return { kind: 'time', time: { ms, widthMs } }
}

const NO_SUCH_TIME: Token = { kind: 'problem', problem: 'Clocks show no such time.' }

function widthOf(seconds: string | undefined, fraction: string | undefined): number {
  if (fraction) return 1
  return seconds ? 1_000 : MINUTE_MS
}
