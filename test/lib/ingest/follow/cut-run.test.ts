import { describe, expect, it } from 'vitest'
import { cutWhenDue, isLongEnough } from '@/lib/ingest/follow/cut-run'
import type { Run } from '@/lib/ingest/run'

const NOON = Date.UTC(2026, 10, 21, 12)
const BEFORE_MIDNIGHT = Date.UTC(2026, 10, 21, 23, 59, 59, 999)
const MIDNIGHT = Date.UTC(2026, 10, 22)

describe('a follower’s run', () => {
  it.each([
    ['goes on while it is short', 99_999, 1_999, NOON, NOON + 1, false],
    ['is cut at 100,000 messages', 100_000, 1, NOON, NOON + 1, true],
    ['is cut at 2,000 batches, which a trickle makes', 2_000, 2_000, NOON, NOON + 1, true],
    ['goes on until the last moment of its day', 1, 1, NOON, BEFORE_MIDNIGHT, false],
    ['is cut at midnight UTC', 1, 1, NOON, MIDNIGHT, true],
    ['is cut at midnight where it began a moment before', 1, 1, BEFORE_MIDNIGHT, MIDNIGHT, true],
    ['goes on for days while nothing comes', 0, 0, NOON, NOON + 9 * 86_400_000, false],
    ['goes on where the clock was put back a day', 1, 1, MIDNIGHT, NOON, false],
  ])('%s', (_, received, batches, startedAtMs, nowMs, expected) => {
    expect(isLongEnough({ received, batches, startedAtMs, nowMs })).toBe(expected)
  })
})

describe('a run in hand', () => {
  it.each([
    ['a follower’s short one goes on', 'follow', false, 10, 1, null],
    ['a follower’s long one is cut', 'follow', false, 100_000, 10, { kind: 'cut' }],
    ['a drain goes on, however long it is', 'drain', false, 100_000, 2_000, null],
    [
      'one that tries whether it works again goes on until it has a batch',
      'follow',
      true,
      0,
      0,
      null,
    ],
    [
      'one that tries whether it works again is cut after its first',
      'follow',
      true,
      1,
      1,
      { kind: 'cut' },
    ],
  ])('%s', (_, mode, isProbe, received, batches, end) => {
    const run = {
      request: { mode },
      isProbe,
      progress: { received },
      tally: { batches },
      end: null,
    }
    const inHand = { ...run, startedAtMs: Date.now() } as unknown as Run
    cutWhenDue(inHand)
    expect(inHand.end).toEqual(end)
  })

  it('that is ending already ends as it was going to', () => {
    const end = { kind: 'failed', problem: 'Receiving: no.' } as const
    const run = { request: { mode: 'follow' }, progress: { received: 100_000 }, tally: {}, end }
    cutWhenDue(run as unknown as Run)
    expect(run.end).toBe(end)
  })
})
