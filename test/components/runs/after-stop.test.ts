import { expect, it } from 'vitest'
import { afterStop } from '@/components/runs/after-stop'
import type { LiveEvent, QueueDepth } from '@/lib/model/live/live-view'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'

const stopped = runSummary({ state: 'stopped', endedAt: secondsBefore(3) })
const depth: QueueDepth = {
  name: 'logins',
  visible: 7_340,
  inFlight: 160,
  delayed: 0,
  deadLetter: 0,
  visibilityTimeoutSeconds: 30,
  readAt: AT,
}
const event = (change: Partial<QueueDepth> = {}, part: Partial<LiveEvent> = {}) =>
  liveEvent({
    run: stopped,
    queue: { depth: { ...depth, ...change }, reachedAt: AT, failure: null },
    ...part,
  })

it('tells how many are in flight, and when the last of them is back', () => {
  expect(afterStop(stopped, event())).toEqual({
    kind: 'in-flight',
    inFlight: 160,
    waiting: 7_340,
    backAtMs: Date.parse(AT) + 27_000,
  })
  expect(afterStop(stopped, event({ visibilityTimeoutSeconds: undefined }))).toMatchObject({
    backAtMs: null,
  })
})

it('tells nothing of a redrive, which received from another queue than the one that is told of', () => {
  const redrive = { ...stopped, mode: 'redrive' as const }
  expect(afterStop(redrive, event({}, { run: redrive }))).toBeNull()
})

it('tells what waits once nothing is in flight, and nothing of an empty queue', () => {
  expect(afterStop(stopped, event({ inFlight: 0 }))).toEqual({ kind: 'waiting', waiting: 7_340 })
  expect(afterStop(stopped, event({ inFlight: 0, visible: 0 }))).toBeNull()
})

it('says that the batches in hand are finished while it stops', () => {
  const stopping = runSummary({ state: 'stopping' })
  expect(afterStop(stopping, null)).toEqual({ kind: 'finishing' })
})

const says: [string, RunSummary, LiveEvent | null][] = [
  ['a run that finished', runSummary({ state: 'finished', endedAt: AT }), event()],
  ['a run that failed', runSummary({ state: 'failed', endedAt: AT }), event()],
  ['a depth that was read before it ended', stopped, event({ readAt: secondsBefore(4) })],
  [
    'a queue that could not be read',
    stopped,
    event({}, { queue: { ...event().queue, depth: null } }),
  ],
  ['a queue that another run works on', stopped, event({}, { otherActiveRuns: 1 })],
  ['a run that another followed', stopped, event({}, { run: runSummary({ id: 43 }) })],
  ['a console that tells nothing', stopped, null],
]

it.each(says)('says nothing of %s', (_, run, told) => {
  expect(afterStop(run, told)).toBeNull()
})
