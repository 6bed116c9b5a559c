import { describe, expect, it } from 'vitest'
import { stretches } from '@/components/charts/stretches'

const points = (...at: number[]) => at.map((each) => ({ at: each, value: each }))

describe('a line', () => {
  it('is joined while somebody looked, and not over the time in which nobody did', () => {
    expect(stretches(points(1, 3, 5, 40, 50, 61))).toEqual([
      points(1, 3, 5),
      points(40, 50),
      points(61),
    ])
  })

  it('is none without points', () => {
    expect(stretches([])).toEqual([])
  })
})
