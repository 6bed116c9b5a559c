import { expect, it } from 'vitest'
import { stretchesOf } from '@/test/bench/read/busy-hours'

const SIZES = [40_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

it.each(SIZES)('spreads %d logins over ninety days without a gap', (rows) => {
  const stretches = stretchesOf(rows)
  for (const [at, { from, hour, logins }] of stretches.entries()) {
    const next = stretches[at + 1] ?? { from: rows, hour: 90 * 24 }
    expect(from + (next.hour - hour) * logins).toBeCloseTo(next.from, 3)
  }
})

it('has the same busy hours from 100,000 to 10 million logins', () => {
  const busy = [100_000, 1_000_000, 10_000_000].map((rows) => {
    const stretches = stretchesOf(rows)
    return [stretches[0], stretches[2]].map((stretch) => Math.round(stretch?.logins ?? 0))
  })
  expect(busy).toEqual([
    [4_630, 4_630],
    [4_630, 4_630],
    [4_630, 4_630],
  ])
})
