import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { collectMessages } from '@/lib/ingest/batch/collect-messages'
import { bodyBytes, budgetBytes, waitForMemory } from '@/lib/ingest/batch/message-memory'
import type { MessageSource, QueueMessage, ReceiveOptions } from '@/lib/queue/queue'

const LANES = 12
const SMALL = 20_000
const HUGE = 1_000
const HUGE_BODY = 'x'.repeat(1024 * 1024)

it('bounds what all batches hold, though messages of 1 MiB follow small ones, and all are received', async () => {
  let [handedOut, heldBytes, mostHeldBytes] = [0, 0, 0]
  const receive = async (_: ReceiveOptions): Promise<QueueMessage[]> => {
    await sleep(2)
    const messages = Array.from({ length: Math.min(10, SMALL + HUGE - handedOut) }, () => {
      handedOut += 1
      return {
        messageId: `m${handedOut}`,
        receiptHandle: 'r',
        body: handedOut <= SMALL ? 'small' : HUGE_BODY,
        sentAt: new Date(0),
        receiveCount: 1,
        receivedAtMs: 0,
      }
    })
    heldBytes += bytesOf(messages)
    mostHeldBytes = Math.max(mostHeldBytes, heldBytes)
    return messages
  }
  const lane = async (): Promise<number> => {
    const memory = await waitForMemory(() => true)
    if (memory === null) return 0
    const messages = await collectMessages({ receive } as MessageSource, {
      size: 500,
      waitSeconds: 1,
      timeoutMs: 2_000,
      signal: new AbortController().signal,
      memory,
      onFailure: (error) => expect.fail(String(error)),
    })
    // As long as it is stored and acknowledged.
    await sleep(10)
    heldBytes -= bytesOf(messages)
    memory.release()
    return messages.length === 0 ? 0 : messages.length + (await lane())
  }
  const received = await Promise.all(Array.from({ length: LANES }, lane))
  expect(received.reduce((sum, count) => sum + count)).toBe(SMALL + HUGE)
  expect(mostHeldBytes).toBeGreaterThan(10 * HUGE_BODY.length)
  expect(mostHeldBytes).toBeLessThanOrEqual(budgetBytes())
})

it('is a quarter of the heap, with a least and a most', () => {
  const MB = 1024 * 1024
  const quarter = getHeapStatistics().heap_size_limit / 4
  expect(budgetBytes()).toBe(Math.min(512 * MB, Math.max(32 * MB, quarter)))
})

it('lets nobody wait for room who does not want it any more, and gives all of it back', async () => {
  const first = await waitForMemory(() => true)
  while (first?.reserve());
  expect(await waitForMemory(() => false)).toBeNull()
  first?.release()
  const again = await waitForMemory(() => false)
  expect(again?.reserve()).toBe(true)
  again?.release()
})

it('keeps no more room than the largest messages of the queue can take', async () => {
  const KB = 1024
  const room = async (maxMessageBytes?: number) => {
    const memory = await waitForMemory(() => false, maxMessageBytes)
    let receives = 1
    while (memory?.reserve()) receives += 1
    memory?.release()
    return receives
  }
  const [unknown, small] = [await room(), await room(16 * KB)]
  expect(unknown).toBe(Math.floor(budgetBytes() / (10 * 1024 * KB)))
  expect(small).toBe(Math.floor(budgetBytes() / (10 * 16 * KB)))
})

const bytesOf = (messages: readonly QueueMessage[]) =>
  messages.reduce((sum, message) => sum + bodyBytes(message), 0)
