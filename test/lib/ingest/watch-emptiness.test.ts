import { afterEach, expect, it, vi } from 'vitest'
import type { Run } from '@/lib/ingest/run'
import { notePoll } from '@/lib/ingest/watch-emptiness'

afterEach(() => vi.useRealTimers())

const MINUTE_MS = 60_000

it('waits fifteen minutes for what is delayed, though messages come and others are sent', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const run = {
    request: { mode: 'drain' },
    stopping: new AbortController().signal,
    end: null,
    batchesInHand: 0,
    troubles: new Map(),
    queue: { depth: async () => ({ visible: 0, inFlight: 0, delayed: 2 }) },
    emptiness: {
      polls: 0,
      unsettledAtMs: 0,
      refused: new Set(),
      confirmedAtMs: Number.NEGATIVE_INFINITY,
      delayedSinceMs: null,
    },
  } as unknown as Run
  const findEmpty = async () => {
    for (let poll = 0; poll < 4; poll += 1) await notePoll(run, performance.now(), null)
  }
  await findEmpty()
  for (let minute = 1; minute <= 15; minute += 1) {
    expect([run.end, ...run.troubles.values()]).toEqual([null, 'Waiting: 2 messages are delayed'])
    vi.advanceTimersByTime(MINUTE_MS)
    await notePoll(run, performance.now(), performance.now())
    await findEmpty()
  }
  vi.advanceTimersByTime(MINUTE_MS)
  await findEmpty()
  expect(run.end).toEqual({ kind: 'drained' })
})
