import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { poll } from '@/components/ui/ask/poll'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks one question at a time, however long an answer takes', async () => {
  let [asked, answered] = [0, 0]
  const end = poll(100, async () => {
    asked += 1
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    answered += 1
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked - answered).toBeLessThanOrEqual(1)
  expect(answered).toBe(4)
  end()
})

it('asks no more once it is ended, and gives up what is under way', async () => {
  const signals: AbortSignal[] = []
  const end = poll(100, async (signal) => {
    signals.push(signal)
  })
  await vi.advanceTimersByTimeAsync(350)
  expect(signals).toHaveLength(3)
  end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(signals).toHaveLength(3)
  expect(signals.at(-1)?.aborted).toBe(true)
})
