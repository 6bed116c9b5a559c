import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { step } from '@/lib/cli/terminal/progress'

let printed = ''

beforeEach(() => {
  printed = ''
  vi.useFakeTimers()
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text
    return true
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('says what begins, what it is at, that it goes on, and how long it took', async () => {
  const done = step('Bringing the database up to date', async (tell) => {
    tell('computing device_users')
    await new Promise((resolve) => setTimeout(resolve, 11_000))
    return 'up to date'
  })
  await vi.advanceTimersByTimeAsync(11_000)
  expect(await done).toBe('up to date')
  expect(printed).toBe(`• Bringing the database up to date …
  computing device_users
  still at it, 10 s
  done in 11 s
`)
})

it('says no more once it has failed', async () => {
  const failed = step('Starting the console', () => Promise.reject(new Error('no port')))
  await expect(failed).rejects.toThrow('no port')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(printed).toBe('• Starting the console …\n')
})
