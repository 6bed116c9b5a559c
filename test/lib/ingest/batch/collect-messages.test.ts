import { describe, expect, it } from 'vitest'
import { collectMessages } from '@/lib/ingest/batch/collect-messages'
import { waitForMemory } from '@/lib/ingest/batch/message-memory'
import type { MessageSource, QueueMessage, ReceiveOptions } from '@/lib/queue/queue'

/** A queue that hands out so many messages, ten at a time, each answer a moment after it was asked. */
function stubQueue(waiting: number, bodyBytes = 100) {
  const asked: ReceiveOptions[] = []
  let [left, underWay, mostUnderWay] = [waiting, 0, 0]
  const receive = async (options: ReceiveOptions): Promise<QueueMessage[]> => {
    asked.push(options)
    underWay += 1
    mostUnderWay = Math.max(mostUnderWay, underWay)
    await new Promise((resolve) => setTimeout(resolve, 2))
    underWay -= 1
    const taken = Math.min(10, left)
    left -= taken
    return Array.from({ length: taken }, () => ({
      messageId: 'm',
      receiptHandle: 'r',
      body: 'x'.repeat(bodyBytes),
      sentAt: new Date(0),
      receiveCount: 1,
      receivedAtMs: 0,
    }))
  }
  return { queue: { receive } as MessageSource, asked, mostUnderWay: () => mostUnderWay }
}

async function collect(queue: MessageSource, more: object = {}) {
  const memory = await waitForMemory(() => true)
  if (memory === null) throw new Error('There is no room for a receive')
  const messages = await collectMessages(queue, {
    size: 500,
    waitSeconds: 20,
    timeoutMs: 2_000,
    signal: new AbortController().signal,
    memory,
    onFailure: () => {},
    ...more,
  })
  memory.release()
  return messages
}

describe('collecting a batch', () => {
  it('fills it, and asks for no message beyond it', async () => {
    const { queue, asked, mostUnderWay } = stubQueue(5_000)
    expect(await collect(queue)).toHaveLength(500)
    expect(asked).toHaveLength(50)
    expect(mostUnderWay()).toBeGreaterThan(4)
    expect(mostUnderWay()).toBeLessThanOrEqual(16)
  })

  it('waits behind a full receive, and is never cut off there', async () => {
    const { queue, asked } = stubQueue(30)
    await collect(queue)
    expect(asked[0]).toMatchObject({ waitSeconds: 20, signal: expect.anything() })
    for (const options of asked.slice(1)) {
      expect(options).toEqual({ waitSeconds: 1, timeoutMs: 2_000 })
    }
  })

  it('asks once more, without a wait, where the queue had less than it may hand out', async () => {
    const { queue, asked } = stubQueue(3)
    expect(await collect(queue)).toHaveLength(3)
    expect(asked.map(({ waitSeconds }) => waitSeconds)).toEqual([20, 0])
  })

  it('waits for nothing where a receive has no time for it', async () => {
    const { queue, asked } = stubQueue(100)
    await collect(queue, { timeoutMs: 500 })
    expect(asked.slice(1).every(({ waitSeconds }) => waitSeconds === 0)).toBe(true)
  })

  it('stays within its bytes, those under way included', async () => {
    const { queue } = stubQueue(1_000, 250_000)
    const messages = await collect(queue)
    const bytes = messages.reduce((sum, { body }) => sum + body.length, 0)
    expect(bytes).toBeLessThanOrEqual(16 * 1024 * 1024 + 2_500_000)
  })

  it('keeps what it has where a later receive fails', async () => {
    const { queue } = stubQueue(1_000)
    const { receive } = queue
    let calls = 0
    queue.receive = async (options) => {
      calls += 1
      if (calls > 3) throw new Error('away')
      return receive(options)
    }
    const failures: unknown[] = []
    const onFailure = (error: unknown) => failures.push(error)
    expect(await collect(queue, { onFailure })).toHaveLength(30)
    expect(failures.length).toBeGreaterThan(0)
  })
})
