import { expect, it } from 'vitest'
import { bucketsOf } from '@/components/logins/charts/time-buckets'
import type { LoginHistogram } from '@/lib/db/logins/count-over-time'

const at = (text: string) => Date.parse(text)
const histogram = (unit: LoginHistogram['unit'], buckets: [string, number][]): LoginHistogram => ({
  unit,
  buckets: buckets.map(([text, logins]) => ({ atMs: at(text), logins })),
  stepMs: 3_600_000,
  completeFromMs: null,
})

it('shows the newest where there is more than fits, never the empty beginning alone', () => {
  const months = histogram('month', [['2026-10-01T00:00Z', 7]])
  const found = bucketsOf(months, { fromMs: 0 }, 'UTC')
  expect(found.at(-1)).toMatchObject({ fromMs: at('2026-10-01T00:00Z'), logins: 7 })
  expect(found).toHaveLength(420)
})

it('fills years in from the first to the last', () => {
  const years = histogram('year', [
    ['1970-01-01T00:00Z', 1],
    ['2026-01-01T00:00Z', 1_000_000],
  ])
  const found = bucketsOf(years, {}, 'UTC')
  expect(found).toHaveLength(57)
  expect(found.map(({ fromMs }) => new Date(fromMs).toISOString().slice(4))).toEqual(
    Array.from({ length: 57 }, () => '-01-01T00:00:00.000Z'),
  )
  expect(found.reduce((sum, { logins }) => sum + logins, 0)).toBe(1_000_001)
})

it('follows the days of a zone over a change of its clock', () => {
  const days = histogram('day', [
    ['2026-10-24T00:00+02:00', 1],
    ['2026-10-26T00:00+01:00', 2],
  ])
  const found = bucketsOf(days, {}, 'Europe/Berlin')
  expect(found.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000)).toEqual([24, 25, 24])
  expect(found.map(({ logins }) => logins)).toEqual([1, 0, 2])
})
