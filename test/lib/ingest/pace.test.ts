import { describe, expect, it } from 'vitest'
import { createPace, waitForPace } from '@/lib/ingest/pace'

describe('createPace', () => {
  it.each([
    ['nothing was received', 10, [], 0, 0],
    ['no pace is asked for', null, [[1_000, 0]], 0, 0],
    ['a batch was received', 10, [[20, 0]], 0, 2_000],
    ['part of the pause is over', 10, [[20, 0]], 1_500, 500],
    ['the pause is over', 10, [[20, 0]], 2_500, 0],
    [
      'two lanes received at once',
      10,
      [
        [20, 0],
        [20, 0],
      ],
      0,
      4_000,
    ],
    [
      'a batch took longer than its pause',
      10,
      [
        [10, 0],
        [10, 5_000],
      ],
      5_000,
      1_000,
    ],
    ['nothing came', 10, [[0, 0]], 0, 0],
    ['the pace is one a second', 1, [[10, 0]], 0, 10_000],
  ] as const)('where %s', (_, maxPerSecond, received, nowMs, waitMs) => {
    const pace = createPace(maxPerSecond)
    for (const [count, startedAtMs] of received) pace.note(count, startedAtMs)
    expect(pace.waitMs(nowMs)).toBe(waitMs)
  })

  it('never lets more through than it says, whatever the sizes and lengths of batches', () => {
    const pace = createPace(50)
    let [nowMs, received] = [0, 0]
    for (let batch = 0; batch < 200; batch += 1) {
      nowMs += pace.waitMs(nowMs)
      expect(received).toBeLessThanOrEqual((50 * nowMs) / 1_000 + 1e-6)
      const count = (batch * 37) % 60
      pace.note(count, nowMs)
      received += count
      nowMs += (batch * 13) % 700
    }
  })

  it('waits for as long as it says', async () => {
    const pace = createPace(100)
    pace.note(10, performance.now())
    await waitForPace(pace, new AbortController().signal)
    expect(pace.waitMs(performance.now())).toBeLessThan(10)
  })

  it('ends a wait at once where the run is stopped', async () => {
    const pace = createPace(1)
    pace.note(1_000_000, performance.now())
    await waitForPace(pace, AbortSignal.abort())
  })
})
