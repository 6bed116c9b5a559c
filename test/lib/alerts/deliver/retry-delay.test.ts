import { describe, expect, it } from 'vitest'
import { retryDelay } from '@/lib/alerts/deliver/retry-delay'

describe('the delay before the next attempt', () => {
  it.each([
    [1, 2.5, 5],
    [2, 5, 10],
    [5, 40, 80],
    [9, 450, 900],
  ])('after attempt %i is between %d and %d seconds', (attempts, least, most) => {
    expect(retryDelay(attempts, 0)).toBe(least)
    expect(retryDelay(attempts, 1)).toBe(most)
  })

  it('is none after the tenth', () => {
    expect(retryDelay(10)).toBeNull()
  })
})
