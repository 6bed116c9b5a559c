import { pointSpan, spanBetween, type TimeContext } from '@/lib/model/time/resolve-span'
import { takePoint } from '@/lib/model/time/time-point'
import type { TimeBounds, TimeRange } from '@/lib/model/time/time-range'
import { type Token, tokensOf } from '@/lib/model/time/time-tokens'
import { wallClockAt } from '@/lib/model/time/wall-clock'
import { writtenRange } from '@/lib/model/time/written-range'

/** What a text says of time. */
export type TimeExpression =
  | { kind: 'empty' }
  | { kind: 'range'; range: TimeRange }
  | { kind: 'bounds'; bounds: TimeBounds }
  | { kind: 'unknown'; problem: string }

/**
 * Reads what people write for a time: `tue`, `nov 17 14:00-15:00`, `nov 17 - nov 19`, `since yesterday`,
 * `2d`, `last month`. What leaves out its year or day means the last that has begun. A day or an hour
 * is all of it, and an end that is a day is included; an end that is a time is not.
 */
export function parseTimeExpression(text: string, context: TimeContext): TimeExpression {
  const tokens = tokensOf(text)
  if (tokens === null) return UNKNOWN
  if (tokens.length === 0) return { kind: 'empty' }
  const broken = tokens.find((token) => token.kind === 'problem')
  if (broken) return { kind: 'unknown', problem: broken.problem }
  const range = writtenRange(tokens)
  if (range !== null) return { kind: 'range', range }
  return inBounds(spanOf(tokens, context))
}

const UNKNOWN: TimeExpression = {
  kind: 'unknown',
  problem: 'Not a time yet: try tue, nov 17, 14:00-15:00 or 2d.',
}

type Span = TimeBounds | { problem: string } | null

function spanOf(tokens: Token[], context: TimeContext): Span {
  const [head] = tokens
  const lead = head?.kind === 'word' ? head.word : ''
  if (lead === 'from' || LEADS.includes(lead)) tokens.shift()
  const first = takePoint(tokens)
  const isRange = isBetween(tokens[0])
  if (isRange) tokens.shift()
  const isUpToNow = isRange && tokens.length === 1 && isWord(tokens[0], 'now')
  if (isUpToNow) tokens.shift()
  const last = takePoint(tokens)
  if (first === null || tokens.length > 0) return null
  if (last !== null)
    return isRange && !LEADS.includes(lead) ? spanBetween(first, last, context) : null
  const found = pointSpan(
    first,
    { upTo: wallClockAt(context.nowMs, context.timeZone).day },
    context,
  )
  if (found === null || 'problem' in found) return found
  if (lead === 'before') return { toMs: found.fromMs }
  // An end that is a time is when it ends.
  if (lead === 'until') return { toMs: first.time || first.moment ? found.fromMs : found.toMs }
  return isRange || lead === 'from' || lead === 'since' ? { fromMs: found.fromMs } : found
}

const LEADS = ['since', 'until', 'before']

function isBetween(token: Token | undefined): boolean {
  return token?.kind === 'dash' || ['to', 'until', 'till'].some((word) => isWord(token, word))
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.word === word
}

function inBounds(span: Span): TimeExpression {
  if (span === null) return UNKNOWN
  if ('problem' in span) return { kind: 'unknown', problem: span.problem }
  const { fromMs = EARLIEST, toMs = LATEST } = span
  if (fromMs < EARLIEST || toMs > LATEST) {
    return { kind: 'unknown', problem: 'Give a time from 1970 to 2199.' }
  }
  if (toMs <= fromMs) return { kind: 'unknown', problem: 'The end is not after the start.' }
  return { kind: 'bounds', bounds: span }
}

const EARLIEST = 0
const LATEST = Date.UTC(2200, 0, 1) - 1
