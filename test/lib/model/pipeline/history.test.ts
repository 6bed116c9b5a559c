import { describe, expect, it } from 'vitest'
import {
  type HistoryFigures,
  isHistoryEmpty,
  NO_FIGURES,
  parseHistorySpan,
  totalOf,
} from '@/lib/model/pipeline/history'

const figures = (change: Partial<HistoryFigures>): HistoryFigures => ({ ...NO_FIGURES, ...change })
const bar = (change: Partial<HistoryFigures>) => ({
  ...figures(change),
  fromMs: 0,
  toMs: 1,
  runsFromMs: null,
})

it.each([
  ['24h', '24h'],
  ['7d', '7d'],
  ['30d', '24h'],
  ['', '24h'],
  [null, '24h'],
  [undefined, '24h'],
])('reads the span %s as %s', (text, span) => expect(parseHistorySpan(text)).toBe(span))

describe('the total of some bars', () => {
  it('adds counts up, and takes the highest depth and the longest stall', () => {
    const bars = [
      figures({ received: 5, stored: 3, duplicates: 1, rejected: 1, depth: 9, stall: 0 }),
      figures({ received: 7, stored: 4, failed: 3, depth: 4, stall: 31 }),
    ]
    expect(totalOf(bars)).toEqual({
      received: 12,
      stored: 7,
      duplicates: 1,
      rejected: 1,
      failed: 3,
      depth: 9,
      stall: 31,
    })
  })

  it('knows a depth where one bar does, and takes none for 0', () => {
    expect(totalOf([figures({ depth: 0 }), figures({})])).toMatchObject({ depth: 0, stall: null })
    expect(totalOf([figures({}), figures({})]).depth).toBeNull()
    expect(totalOf([])).toEqual(NO_FIGURES)
  })
})

it.each([
  [{}, {}, true],
  [{ received: 1 }, {}, false],
  [{}, { received: 1 }, false],
  [{ depth: 0 }, { depth: 0 }, true],
  [{ depth: 1 }, {}, false],
])('of %o, and %o before, says whether it is empty: %s', (now, before, isEmpty) => {
  const history = { bars: [bar({}), bar(now)], before: figures(before) }
  expect(isHistoryEmpty(history)).toBe(isEmpty)
})
