import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Receiver, startReceiver } from '@/test/soak/messages/receiver'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const MESSAGE = {
  id: '6f1d3c1e-8d0a-4c55-9a5b-0e3c4d1f2a3b',
  rule: 'queue-unreachable',
  severity: 'critical',
  state: 'firing',
  since: '2026-11-26T17:50:00.000Z',
  at: '2026-11-26T17:50:10.000Z',
  summary: 'Queue unreachable: The queue does not answer.',
  url: 'http://127.0.0.1:3000/',
}

async function post(body: string): Promise<number> {
  return (await fetch(receiver.url, { method: 'POST', body })).status
}

it('takes what an alert says', async () => {
  expect(await post(JSON.stringify(MESSAGE))).toBe(204)
  expect(receiver.deliveries()).toEqual([
    {
      id: MESSAGE.id,
      rule: 'queue-unreachable',
      state: 'firing',
      atMs: Date.parse('2026-11-26T17:50:10.000Z'),
    },
  ])
  expect(receiver.originals()).toBe(0)
})

it.each([
  ['a test', JSON.stringify({ ...MESSAGE, state: 'test' })],
  ['what has no time', JSON.stringify({ ...MESSAGE, at: 'now' })],
  ['what is no JSON', 'not json'],
  ['nothing', ''],
])('answers %s, and takes it for no alert', async (_, body) => {
  expect(await post(body)).toBe(204)
  expect(receiver.deliveries()).toEqual([])
})

it('counts what holds an original', async () => {
  await post(JSON.stringify({ ...MESSAGE, summary: 'soak-user-1 was seen' }))
  expect(receiver.originals()).toBe(1)
})
