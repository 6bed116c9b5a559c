import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watchSession } from '@/lib/live/session-watch'

it('checks a session once for all its streams, and tells all of them', async () => {
  let checks = 0
  let inHand = 0
  let most = 0
  let over = false
  const isOver = async () => {
    checks += 1
    inHand += 1
    most = Math.max(most, inHand)
    // Longer than from one check to the next.
    await sleep(20)
    inHand -= 1
    return over
  }
  const ended: number[] = []
  const stops = Array.from({ length: 50 }, (_, n) => {
    const stop = watchSession(
      'one',
      isOver,
      () => {
        ended.push(n)
        stop()
      },
      5,
    )
    return stop
  })
  await expect.poll(() => checks).toBeGreaterThan(2)
  stops[0]?.()
  over = true
  await expect.poll(() => ended).toHaveLength(49)
  expect(most).toBe(1)
})

it('does not end a session that cannot be checked', async () => {
  let checks = 0
  const isOver = async () => {
    checks += 1
    throw new Error('away')
  }
  let ended = false
  const stop = watchSession(
    'two',
    isOver,
    () => {
      ended = true
    },
    5,
  )
  await expect.poll(() => checks).toBeGreaterThan(2)
  stop()
  expect(ended).toBe(false)
})

it('checks no session that nobody watches any more', async () => {
  let checks = 0
  const isOver = async () => {
    checks += 1
    return false
  }
  const stops = [0, 1].map(() => watchSession('three', isOver, () => undefined, 5))
  await expect.poll(() => checks).toBeGreaterThan(2)
  for (const stop of stops) stop()
  const before = checks
  await sleep(50)
  expect(checks).toBe(before)
})
