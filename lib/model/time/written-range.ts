import { CALENDAR_RANGES, isTimeRange, type TimeRange } from '@/lib/model/time/time-range'
import type { Token } from '@/lib/model/time/time-tokens'

/** The range that a text is: `today`, `this week`, `2d`, `last 90 minutes`, `past hour`. */
export function writtenRange(tokens: Token[]): TimeRange | null {
  const words = tokens.map((token) => {
    if (token.kind === 'word') return token.word
    return token.kind === 'number' ? String(token.value) : '?'
  })
  const calendar = CALENDAR_RANGES.find((range) => range === words.join('-'))
  if (calendar) return calendar
  const isBack = words[0] === 'last' || words[0] === 'past'
  const rest = isBack ? words.slice(1) : words
  const [count, unit] = rest.length === 1 && isBack ? ['1', rest[0]] : rest
  if (rest.length > 2 || unit === undefined || !/^[1-9]\d*$/.test(count ?? '')) return null
  const found = UNITS.find(({ pattern }) => pattern.test(unit))
  const range = `${Number(count) * (found?.times ?? 0)}${found?.unit}`
  return isTimeRange(range) ? range : null
}

const UNITS = [
  { pattern: /^m(?:ins?|inutes?)?$/, unit: 'm', times: 1 },
  { pattern: /^h(?:rs?|ours?)?$/, unit: 'h', times: 1 },
  { pattern: /^d(?:ays?)?$/, unit: 'd', times: 1 },
  { pattern: /^w(?:ks?|eeks?)?$/, unit: 'd', times: 7 },
]
