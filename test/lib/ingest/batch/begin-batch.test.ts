import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, it } from 'vitest'
import { beginBatch } from '@/lib/ingest/batch/begin-batch'
import { settle } from '@/lib/ingest/batch/settle'
import { openQueue } from '@/lib/queue/open-queue'
import type { Acknowledged, QueueMessage } from '@/lib/queue/queue'
import { testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()
const connections: NodeJS.Timeout[] = []
afterEach(() => {
  for (const connection of connections.splice(0)) clearInterval(connection)
})

it('keeps no message for what was opened while it was stored and settled, and lives on', async () => {
  const messages = await storeAndSettle()
  await turn()
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  expect(connections).toHaveLength(2)
  expect(messages.deref()).toBeUndefined()
})

/** As a new connection to the database or the queue, which keeps the context that it was opened in. */
const open = () => connections.push(setInterval(() => undefined, 60_000))

async function acknowledge(messages: readonly QueueMessage[]): Promise<Acknowledged> {
  open()
  return { deleted: [...messages], failure: null }
}

async function storeAndSettle(): Promise<WeakRef<object>> {
  const message: QueueMessage = {
    messageId: 'm',
    receiptHandle: 'r',
    body: '',
    sentAt: new Date(),
    receiveCount: 1,
    receivedAtMs: performance.now(),
  }
  const items = [message]
  const run = await testRun({ queue: { ...openQueue(), acknowledge } })
  const batch = beginBatch(run, 0, items, performance.now())
  const key = '00000000-0000-4000-8000-000000000000'
  const result = { received: items.length, stored: 0, duplicates: 0, rejected: 0 }
  await batch.within({ batch: key }, async () => open() + items.length)
  await batch.within({}, () =>
    settle(run, [{ kind: 'stored', key, items, result }], () => ({
      key,
      run: run.claimed,
      lane: 0,
      ageMs: 0,
    })),
  )
  batch.end()
  return new WeakRef(items)
}
