import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttled } from '@/components/logins/live/throttled'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const TIMES = { firstMs: 500, pauseMs: 2_000 }

/** An action that notes when it is run, in milliseconds from now. */
function noted(takesMs = 0) {
  const began = Date.now()
  const runs: number[] = []
  const act = async () => {
    runs.push(Date.now() - began)
    await new Promise<void>((resolve) => setTimeout(resolve, takesMs))
  }
  return { runs, act }
}

it('takes its turns however steadily it is asked', async () => {
  const { runs, act } = noted(250)
  const { ask } = throttled(act, TIMES)
  const asking = setInterval(ask, 250)
  await vi.advanceTimersByTimeAsync(6_000)
  clearInterval(asking)
  expect(runs).toEqual([750, 3_000, 5_250])
})

it('runs once for each asking that stands alone, and not unasked', async () => {
  const { runs, act } = noted()
  const { ask } = throttled(act, TIMES)
  ask()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toEqual([500])
  ask()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toEqual([500, 60_500])
})

it('remembers what was asked while it was at it, and is at it once', async () => {
  const { runs, act } = noted(3_000)
  const { ask } = throttled(act, TIMES)
  ask()
  await vi.advanceTimersByTimeAsync(1_000)
  ask()
  ask()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toEqual([500, 5_500])
})

it('does nothing once it is ended', async () => {
  const { runs, act } = noted()
  const { ask, end } = throttled(act, TIMES)
  ask()
  end()
  ask()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toEqual([])
})
