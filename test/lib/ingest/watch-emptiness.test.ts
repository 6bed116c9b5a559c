import { afterEach, expect, it, vi } from 'vitest'
import type { Run } from '@/lib/ingest/run'
import { notePoll } from '@/lib/ingest/watch-emptiness'

afterEach(() => vi.useRealTimers())

const MINUTE_MS = 60_000

/** A drain of a queue that says of itself what `depth` holds at the time. */
function drainOf(depth: { inFlight: number; delayed: number }): Run {
  return {
    request: { mode: 'drain' },
    stopping: new AbortController().signal,
    end: null,
    batchesInHand: 0,
    visibilityTimeoutSeconds: 30,
    troubles: new Map(),
    queue: { depth: async () => ({ visible: 0, ...depth }) },
    emptiness: {
      polls: 0,
      unsettledAtMs: 0,
      refused: new Set(),
      confirmedAtMs: Number.NEGATIVE_INFINITY,
      inFlightSinceMs: null,
      delayedSinceMs: null,
    },
  } as unknown as Run
}

async function findEmpty(run: Run) {
  for (let poll = 0; poll < 4; poll += 1) await notePoll(run, performance.now(), null)
}

it('waits fifteen minutes for what is delayed, though messages come and others are sent', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const run = drainOf({ inFlight: 0, delayed: 2 })
  await findEmpty(run)
  for (let minute = 1; minute <= 15; minute += 1) {
    expect([run.end, ...run.troubles.values()]).toEqual([null, 'Waiting: 2 messages are delayed'])
    vi.advanceTimersByTime(MINUTE_MS)
    await notePoll(run, performance.now(), performance.now())
    await findEmpty(run)
  }
  vi.advanceTimersByTime(MINUTE_MS)
  await findEmpty(run)
  expect(run.end).toEqual({ kind: 'drained' })
})

it('waits a visibility timeout for what is handed out unheard, however long nothing had arrived', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const depth = { inFlight: 0, delayed: 1 }
  const run = drainOf(depth)
  await findEmpty(run)
  vi.advanceTimersByTime(5 * MINUTE_MS)
  Object.assign(depth, { inFlight: 1, delayed: 0 })
  await findEmpty(run)
  vi.advanceTimersByTime(MINUTE_MS / 2)
  await findEmpty(run)
  expect([run.end, ...run.troubles.values()]).toEqual([
    null,
    'Waiting: 1 message is still in flight',
  ])
})
