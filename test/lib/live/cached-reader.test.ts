import { afterEach, expect, it, vi } from 'vitest'
import { cachedReader } from '@/lib/live/cached-reader'

/** A reader whose readings end when they are told to. */
function slowReader(timeoutMs: number) {
  const readings: ((value: number) => void)[] = []
  const ask = cachedReader({
    first: 0,
    read: () => new Promise<number>((resolve) => void readings.push(resolve)),
    late: (last) => -last,
    timeoutMs,
  })
  return { readings, ask }
}

afterEach(() => void vi.useRealTimers())

const A_LONG_TIME_MS = 3_600_000

it('does not start a reading that hangs again on top of itself', async () => {
  const { readings, ask } = slowReader(20)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([-0, -0, -0])
  expect(await ask()).toBe(-0)
  expect(readings).toHaveLength(1)
})

it('gives what a late reading found with the next failure', async () => {
  const { readings, ask } = slowReader(20)
  await ask()
  readings[0]?.(7)
  expect(await ask()).toBe(-7)
  expect(readings).toHaveLength(2)
})

it('shares a reading, but answers with none that began before it was asked', async () => {
  const { readings, ask } = slowReader(A_LONG_TIME_MS)
  const first = ask()
  await new Promise((resolve) => setTimeout(resolve, 5))
  const later = [ask(), ask()]
  readings[0]?.(1)
  expect(await first).toBe(1)
  await expect.poll(() => readings.length).toBe(2)
  readings[1]?.(2)
  expect(await Promise.all(later)).toEqual([2, 2])
  expect(readings).toHaveLength(2)
})

it('answers with a reading of before where that is young enough', async () => {
  const { readings, ask } = slowReader(A_LONG_TIME_MS)
  const first = ask()
  readings[0]?.(1)
  expect([await first, await ask(A_LONG_TIME_MS)]).toEqual([1, 1])
  expect(readings).toHaveLength(1)
})

it('hardly waits for what did not answer in time, until it does again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const { readings, ask } = slowReader(3_000)
  const answered = async (asked: Promise<number>, afterMs: number) => {
    const pending = Symbol('pending')
    await vi.advanceTimersByTimeAsync(afterMs)
    return (await Promise.race([asked, Promise.resolve(pending)])) !== pending
  }
  const first = ask()
  expect(await answered(first, 2_900)).toBe(false)
  expect(await answered(first, 100)).toBe(true)
  await vi.advanceTimersByTimeAsync(5_000)
  readings[0]?.(1)
  await vi.advanceTimersByTimeAsync(10)

  const second = ask()
  expect(await answered(second, 250)).toBe(true)
  expect(await second).toBe(-1)
  await vi.advanceTimersByTimeAsync(1_000)
  readings[1]?.(2)
  await vi.advanceTimersByTimeAsync(10)

  const third = ask()
  expect(await answered(third, 2_900)).toBe(false)
  readings[2]?.(3)
  expect(await third).toBe(3)
})
