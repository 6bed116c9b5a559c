import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { holdsOriginal } from '@/test/soak/messages/originals'
import { startTraffic } from '@/test/soak/messages/traffic'

const WAIT = { timeout: 20_000 }

/** Answers a sending when it is told to. */
function fakeQueue() {
  const bodies: string[] = []
  let answer: () => void = () => {}
  return {
    bodies,
    answer: () => answer(),
    send: async (some: string[]) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      bodies.push(...some)
      return some.map((_, at) => `id-${bodies.length - some.length + at}`)
    },
  }
}

it('knows the id of each message, and has none under way while it pauses', async () => {
  const queue = fakeQueue()
  const send = vi.spyOn(queue, 'send')
  const traffic = startTraffic(queue, 1)
  await vi.waitUntil(() => send.mock.calls.length === 1, WAIT)
  let isPaused = false
  const pausing = traffic.pause().then(() => {
    isPaused = true
  })
  await sleep(0)
  expect([isPaused, traffic.sent.size]).toEqual([false, 0])
  queue.answer()
  await pausing
  expect(traffic.sent.size).toBe(queue.bodies.length)
  traffic.resume()
  await vi.waitUntil(() => send.mock.calls.length === 2, WAIT)
  queue.answer()
  await traffic.stop()
  expect([...traffic.sent]).toEqual(queue.bodies.map((_, at) => `id-${at}`))
  expect(queue.bodies.some(holdsOriginal)).toBe(true)
})

it('ends with what kept it from sending', async () => {
  const send = () => Promise.reject(new Error('no queue'))
  const traffic = startTraffic({ send }, 1)
  await vi.waitUntil(() => traffic.hasEnded(), WAIT)
  await expect(traffic.stop()).rejects.toThrow('no queue')
})
