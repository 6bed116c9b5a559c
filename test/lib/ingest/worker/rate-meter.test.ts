import { describe, expect, it } from 'vitest'
import { rateMeter } from '@/lib/ingest/worker/rate-meter'

/** Readings a second apart. */
function rates(counts: number[]): number[] {
  let nowMs = 0
  const meter = rateMeter(() => nowMs)
  return counts.map((count) => {
    nowMs += 1_000
    return meter(count)
  })
}

describe('the rate meter', () => {
  it('knows no rate from one reading', () => {
    expect(rates([500])).toEqual([0])
  })

  it('gives the mean since it began, while that is short', () => {
    expect(rates([0, 100, 400])).toEqual([0, 100, 200])
  })

  it('forgets what is longer ago than ten seconds', () => {
    const burst = rates([0, 1_000, ...Array<number>(20).fill(1_000)])
    expect(burst.at(-1)).toBe(0)
  })

  it('never says less than nothing', () => {
    expect(rates([100, 50])).toEqual([0, 0])
  })
})
