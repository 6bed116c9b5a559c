import { describe, expect, it } from 'vitest'
import { stateOf, wantedOf } from '@/lib/ingest/worker/worker-state'

describe('a process', () => {
  it.each([
    ['worker', false, false, false, 'follow'],
    ['worker', true, false, false, 'paused'],
    ['worker', true, true, true, 'paused'],
    ['console', false, false, true, 'off'],
    ['console', false, true, true, 'follow'],
    ['console', false, true, false, 'off'],
    ['console', true, true, false, 'paused'],
    // Nobody asked it to follow: there is nothing to pause.
    ['console', true, false, false, 'off'],
  ] as const)('a %s, paused %s, followed %s, holding the lease %s: %s', (...row) => {
    const [kind, isPaused, isFollowed, holdsLease, wanted] = row
    expect(wantedOf({ kind, isPaused, isFollowed, holdsLease })).toBe(wanted)
  })

  it.each([
    [null, null, 'starting'],
    ['follow', null, 'starting'],
    ['paused', null, 'paused'],
    ['off', null, 'off'],
    ['follow', { hasRun: true, problem: null }, 'following'],
    ['follow', { hasRun: false, problem: null }, 'starting'],
    ['follow', { hasRun: true, problem: 'The queue is away' }, 'waiting'],
    ['follow', { hasRun: false, problem: 'There are no keys' }, 'waiting'],
    // It finishes the batches in hand.
    ['paused', { hasRun: true, problem: null }, 'following'],
  ] as const)('that is to %s with the follower %j says %s', (wanted, follower, state) => {
    expect(stateOf(wanted, follower)).toBe(state)
  })
})
