import { expect, it } from 'vitest'
import { backOff } from '@/lib/model/time/back-off'

const BOUNDS = { initial: 100, max: 10_000 }

it.each([
  [0, 50, 100],
  [1, 100, 200],
  [6, 3_200, 6_400],
  [7, 5_000, 10_000],
  [5_000, 5_000, 10_000],
])('waits after %i earlier failures between %d and %d', (failures, least, most) => {
  expect(backOff(failures, BOUNDS, 0)).toBe(least)
  expect(backOff(failures, BOUNDS, 1)).toBe(most)
  expect(backOff(failures, BOUNDS)).toBeGreaterThanOrEqual(least)
  expect(backOff(failures, BOUNDS)).toBeLessThanOrEqual(most)
})
