import { afterEach, expect, it, vi } from 'vitest'
import { acknowledgeStored } from '@/lib/ingest/batch/acknowledge-stored'
import { problemOf } from '@/lib/ingest/run'
import { openQueue } from '@/lib/queue/open-queue'
import { DRAIN } from '@/test/support/factories/runs'
import { refusal, reply, useQueueStub } from '@/test/support/fixtures/queue-stub'
import { testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()
afterEach(() => vi.restoreAllMocks())
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

const deleted = reply(JSON.stringify({ Successful: [{ Id: '0' }] }))

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

/** A queue that cuts each connection, and a clock that is a minute further whenever it has done so. */
function withoutAnswers(): { asked(): number } {
  const now = performance.now.bind(performance)
  let asked = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now() + asked * 60_000)
  stub.answer = (_, outgoing) => {
    asked += 1
    outgoing.destroy()
  }
  return { asked: () => asked }
}

it.each([DRAIN, { ...DRAIN, mode: 'redrive' as const }])(
  'ends a $mode that the queue leaves without an answer',
  async (request) => {
    const queue = { ...openQueue(), limits: async () => LIMITS }
    const run = await testRun({ queue, request })
    withoutAnswers()
    expect(await acknowledgeStored(run, 0, received('good'))).toBe(0)
    expect(run.end).toMatchObject({
      kind: 'failed',
      problem: expect.stringMatching(/^Acknowledging: The connection to .* was cut/),
    })
  },
  20_000,
)

it('waits for an answer for as long as a run follows the queue', async () => {
  const queue = { ...openQueue(), limits: async () => LIMITS }
  const run = await testRun({ queue, request: { ...DRAIN, mode: 'follow' } })
  const { asked } = withoutAnswers()
  const cut = stub.answer
  stub.answer = (incoming, outgoing) =>
    asked() < 10 ? cut(incoming, outgoing) : deleted(incoming, outgoing)
  expect(await acknowledgeStored(run, 0, received('good'))).toBe(1)
  expect(run.end).toBeNull()
}, 20_000)
