import { expect, it } from 'vitest'
import { MIN_QUIET_MS, quietAfter } from '@/lib/live/quiet-time'

it('tells what happened seven times a second at most, where there is time to read it', () => {
  expect(MIN_QUIET_MS).toBe(150)
  expect(quietAfter(0)).toBe(MIN_QUIET_MS)
  expect(quietAfter(30)).toBe(MIN_QUIET_MS)
})

it('tells it the less often the longer a reading takes, and soon enough where one hangs', () => {
  expect(quietAfter(60)).toBe(180)
  expect(quietAfter(3_000)).toBe(400)
})
