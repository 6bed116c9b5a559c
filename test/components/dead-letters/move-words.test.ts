import { expect, it } from 'vitest'
import { moveShare, moveWords } from '@/components/dead-letters/move-words'
import type { MoveTask } from '@/lib/model/pipeline/dead-letters'

const TASK: MoveTask = {
  handle: null,
  state: 'running',
  moved: 1_200,
  toMove: 5_000,
  maxPerSecond: 50,
  failure: null,
  startedAt: null,
}

it.each([
  [{}, 'Move running, about 1,200 of 5,000 moved, at most 50/s'],
  [{ toMove: null, maxPerSecond: null }, 'Move running, about 1,200 moved'],
  [
    { state: 'failed', failure: 'AccessDenied' },
    'Move failed: AccessDenied, about 1,200 of 5,000 moved, at most 50/s',
  ],
] as const)('%o', (change, words) => {
  expect(moveWords({ ...TASK, ...change })).toBe(words)
})

it.each([
  [0, null, null],
  [0, 0, null],
  [50, 200, 0.25],
  [300, 200, 1],
])('of %d of %s the share is %s', (moved, toMove, share) => {
  expect(moveShare({ moved, toMove })).toBe(share)
})
