import { afterEach, expect, it, vi } from 'vitest'
import { isTimeToAsk, type Retry, retryLater } from '@/components/logins/live/retry-later'

afterEach(() => {
  vi.useRealTimers()
})

it('asks of news alone while questions are answered', () => {
  expect(isTimeToAsk(null, true)).toBe(true)
  expect(isTimeToAsk(null, false)).toBe(false)
})

it('asks ever later while they fail, however much comes', () => {
  vi.useFakeTimers()
  let retry: Retry | null = null
  let asked = 0
  // Of a drain there is news all the time.
  for (let seconds = 0; seconds < 600; seconds += 1) {
    if (isTimeToAsk(retry, true)) {
      asked += 1
      retry = retryLater(retry)
    }
    vi.advanceTimersByTime(1_000)
  }
  expect(asked).toBeGreaterThan(8)
  expect(asked).toBeLessThan(30)
})
