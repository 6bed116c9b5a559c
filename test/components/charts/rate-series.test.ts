import { describe, expect, it } from 'vitest'
import { rateSeries, rateSeriesEnd } from '@/components/charts/rate-series'

const points = [100, 101, 102].map((at) => ({ at, received: at * 2 }))

describe('the series of a chart of the rate', () => {
  it('ends in now, the second after the last whole one', () => {
    expect(rateSeries(points, 0)).toEqual([
      [100, 101, 102, 103],
      [200, 202, 204, null],
    ])
  })

  it('has a gap from the last known point to now, however old that is', () => {
    const [at, received] = rateSeries(points, 18)
    expect(at.at(-1)).toBe(121)
    expect(received.at(-1)).toBeNull()
    expect(at).toHaveLength(received.length)
    expect(rateSeriesEnd(points, 18)).toBe(121)
  })

  it('is empty without points', () => {
    expect(rateSeries([], 18)).toEqual([[], []])
  })
})
