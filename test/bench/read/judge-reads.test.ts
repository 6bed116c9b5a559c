import { expect, it } from 'vitest'
import { hasGrown, judge, summaryOf, toResult } from '@/test/bench/read/judge-reads'

const measured = (name: string, p50Ms: number, p95Ms = p50Ms) => ({
  name,
  p50Ms,
  p95Ms,
  buffers: 1,
})
const EXPORTED = { rows: 1, rowsPerSecond: 100_000, rssGrowthMb: 50 }

it('finds a query that takes more than 1.5 times as long, and none that does not', () => {
  const grown = toResult([measured('a', 1), measured('a', 1.2), measured('a', 1.6)])
  const level = toResult([measured('b', 1), measured('b', 2), measured('b', 1.5)])
  expect(grown.ratio).toBe(1.6)
  expect(judge([grown, level], EXPORTED)).toEqual(['grows: a, 1.6 times'])
  expect(summaryOf([grown, level])).toBe('2 queries: p95 within 50 ms 2; ratio within 1.5 1')
})

it('takes less than a tenth of a millisecond for noise, and no more than that', () => {
  expect(hasGrown(toResult([measured('a', 0.06), measured('a', 0.15)]))).toBe(false)
  expect(hasGrown(toResult([measured('a', 0.06), measured('a', 0.17)]))).toBe(true)
})

it('finds what is slow, and an export that is slow or large', () => {
  const slow = toResult([measured('a', 49, 51), measured('a', 49, 50.1)])
  const exported = { ...EXPORTED, rowsPerSecond: 99_999, rssGrowthMb: 51 }
  expect(judge([slow], exported)).toEqual([
    'too slow: a, 50.1 ms',
    'the export is too slow',
    'the export takes too much memory',
  ])
})
