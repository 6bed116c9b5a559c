import { beforeEach, expect, it } from 'vitest'
import { dueMessages } from '@/test/soak/messages/due-messages'

let now = 0
let due: (isSending: boolean) => number
beforeEach(() => {
  now = 5_000
  due = dueMessages({ perSecond: 20, burst: 3_000, burstSeconds: 120 }, () => now)
})

/** Asked after each of these times. */
function asked(waitsMs: readonly number[], isSending = true): number[] {
  return waitsMs.map((waitMs) => {
    now += waitMs
    return due(isSending)
  })
}

it('counts a trickle, and forgets no part of a message', () => {
  expect(asked([250, 250, 500])).toEqual([5, 5, 10])
  expect(asked([30, 30, 30, 20])).toEqual([0, 1, 0, 1])
})

it('counts a burst when it is due, each time', () => {
  const minutes = asked(Array.from({ length: 240 }, () => 1_000))
  expect(minutes.filter((count) => count === 3_020)).toHaveLength(2)
  expect(minutes.reduce((sum, count) => sum + count)).toBe(240 * 20 + 2 * 3_000)
})

it('leaves out the time in which nothing is sent, but no burst', () => {
  expect(asked([60_000, 60_000], false)).toEqual([0, 0])
  expect(asked([250, 250])).toEqual([3_005, 5])
})

it('does not make up for a long silence of its own', () => expect(asked([90_000])).toEqual([20]))
