import { expect, it } from 'vitest'
import { colorsOf, plotOf } from '@/components/logins/charts/chart-plot'
import { valueWords } from '@/components/logins/charts/chart-words'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { ChartDetail } from '@/lib/db/logins/charts/read-chart'

const histogram: LoginHistogram = {
  unit: 'hour',
  timeZone: 'UTC',
  bars: [
    { atMs: 0, logins: 10 },
    { atMs: 3_600_000, logins: 4 },
  ],
  endMs: 7_200_000,
  nowMs: 0,
  isByUtcHours: false,
  completeFromMs: null,
}
const split = {
  kind: 'split',
  split: {
    key: 'locale',
    parts: [
      { value: 'DE', logins: [5, 3] },
      { value: null, logins: [3, 0] },
    ],
    others: { values: 28, logins: [2, 0] },
    unknown: [0, 1],
  },
} satisfies ChartDetail

it('stacks the parts of a split, with what completes them, and tells them of a bar', () => {
  const plot = plotOf(histogram, split)
  expect(plot.stack.map(({ label, total }) => [label, total])).toEqual([
    ['DE', 8],
    ['none', 3],
    ['28 others', 2],
    ['not looked at', 1],
  ])
  expect(plot.most).toBe(10)
  expect(valueWords(plot, 0, 0)).toBe('10 logins · DE 5 · none 3 · 28 others 2')
  expect(valueWords(plot, 0, 1)).toBe('14 logins · DE 8 · none 3 · 28 others 2 · not looked at 1')
})

it('has no part for what no login is in', () => {
  const { key, parts } = split.split
  const none = { values: 0, logins: [0, 0] }
  const plot = plotOf(histogram, {
    kind: 'split',
    split: { key, parts, others: none, unknown: [0, 0] },
  })
  expect(plot.stack.map(({ label }) => label)).toEqual(['DE', 'none'])
})

it('colours a bar from its bottom to its top', () => {
  expect(colorsOf(plotOf(histogram, split).stack, 0)).toBe(
    'linear-gradient(to top, var(--chart-1) 0.00% 50.00%, var(--chart-2) 50.00% 80.00%, var(--chart-other) 80.00% 100.00%)',
  )
})

it('draws two values as bars and a line, and is as high as the higher of them', () => {
  const parts = [
    { value: 'DE', logins: [1, 4] },
    { value: 'FR', logins: [9, 0] },
  ]
  const plot = plotOf(histogram, { kind: 'segments', segments: { key: 'locale', parts } })
  expect(plot.stack.map(({ label }) => label)).toEqual(['DE'])
  expect(plot.line).toMatchObject({ label: 'FR', filter: { key: 'locale', value: 'FR' } })
  expect(plot.most).toBe(9)
  expect(valueWords(plot, 1, 1)).toBe('4 logins · DE 4 · FR 0')
})

it('lays the span before under the bars, and counts it whole where it has a bar more', () => {
  const bars = [7, 20, 5].map((logins, at) => ({ atMs: at * 3_600_000, logins }))
  const plot = plotOf(histogram, { kind: 'before', before: { ...histogram, bars } })
  expect(plot.line).toMatchObject({ total: 32, logins: [7, 20] })
  expect(plot.most).toBe(20)
  expect(plotOf(histogram, { kind: 'before', before: null }).line).toBeNull()
})
