import { expect, test } from 'vitest'
import { percentile } from '@/test/support/statistics'

test('a percentile is one of the values', () => {
  expect(percentile([3, 1, 2], 0.95)).toBe(3)
  expect(percentile([5, 1, 3, 2], 0.5)).toBe(2)
  expect(percentile([], 0.5)).toBeNaN()
})
