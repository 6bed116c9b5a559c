import { expect, it } from 'vitest'
import { acknowledgeStored } from '@/lib/ingest/batch/acknowledge-stored'
import { problemOf } from '@/lib/ingest/run'
import { openQueue } from '@/lib/queue/open-queue'
import { refusal, reply, useQueueStub } from '@/test/support/fixtures/queue-stub'
import { testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()
const stub = useQueueStub()

const LIMITS = { visibilityTimeoutSeconds: 43_200, maxMessageBytes: 1_024 }

/** As the queue handed them out just now, one for each receipt handle. */
const received = (...receiptHandles: string[]) =>
  receiptHandles.map((receiptHandle) => ({
    messageId: 'm',
    body: '',
    sentAt: new Date(),
    receiveCount: 1,
    receiptHandle,
    receivedAtMs: performance.now(),
  }))

it('lets go of receipt handles that the queue refuses, however long they were valid for', async () => {
  stub.answer = reply(
    JSON.stringify({
      Failed: [{ Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true }],
      Successful: [{ Id: '1' }],
    }),
  )
  const queue = { ...openQueue(), limits: async () => LIMITS }
  const run = await testRun({ queue })
  const messages = received('of a queue that was deleted', 'good')
  expect(await acknowledgeStored(run, 0, messages)).toBe(1)
  expect(run.end).toBeNull()
  expect(problemOf(run)).toBeNull()
}, 20_000)

it('ends the run where the queue refuses for good', async () => {
  stub.answer = refusal('AccessDeniedException')
  const queue = { ...openQueue(), limits: async () => LIMITS }
  const run = await testRun({ queue })
  expect(await acknowledgeStored(run, 0, received('good'))).toBe(0)
  expect(run.end).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/^Acknowledging: /),
  })
}, 20_000)
