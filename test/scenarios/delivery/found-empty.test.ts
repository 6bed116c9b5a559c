import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { drain } from '@/lib/ingest/drain'
import { startRun } from '@/lib/ingest/start-run'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, sendAll, usePipeline } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

const VISIBILITY_TIMEOUT_SECONDS = 8
const services = usePipeline({
  visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
  maxReceiveCount: 20,
})

let proxy: QueueProxy | undefined
afterEach(() => {
  proxy?.close()
  proxy = undefined
})

const fill = (count: number) => sendAll([...generateLogins({ count, seed: 8 })])

describe('a drain', () => {
  it.each(['truncate', 'cut', 'gateway'] as const)(
    'that lost messages with an answer (%s) ends when they have come again',
    async (fault) => {
      await fill(30)
      proxy = await proxyQueue()
      proxy.spoil(fault, { action: 'ReceiveMessage', times: 6 })
      const run = await drain({ startedBy: 'test' })
      expect(run).toMatchObject({ state: 'finished', problem: null })
      expect(run.ledger).toMatchObject({ received: 30, stored: 30, acknowledged: 30 })
      expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
    },
  )

  it('that sees messages in flight which nobody holds does not end as finished', async () => {
    await fill(10)
    // Another consumer, which keeps what it has.
    const held = await openQueue().receive({ waitSeconds: 1 })
    expect(held.length).toBeGreaterThan(0)
    let isOver = false
    const holding = (async () => {
      while (!isOver) {
        for (const { receiptHandle } of held) {
          await services.queue().call('ChangeMessageVisibility', {
            QueueUrl: services.queue().url,
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 60,
          })
        }
        await sleep(500)
      }
    })()
    const { code, stdout, stderr } = await runCli('ingest', ['--json'])
    isOver = true
    await holding
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ stored: 10 - held.length, balanced: true })
    expect(stderr).toContain(`Stopped early: ${held.length} messages are still in flight`)
    expect(await database().ingestRun.findFirst()).toMatchObject({
      state: 'stopped',
      problem: expect.stringContaining('still in flight'),
    })
  })

  it('waits for messages that the queue delivers with a delay, and says so', async () => {
    for (const MessageBody of generateLogins({ count: 3, seed: 10 })) {
      const { url } = services.queue()
      await services.queue().call('SendMessage', { QueueUrl: url, MessageBody, DelaySeconds: 6 })
    }
    const drained = drain({ startedBy: 'test' })
    const problem = async () => (await database().ingestRun.findFirst())?.problem
    await eventually(async () => (await problem()) === 'Waiting: 3 messages are delayed')
    expect(await drained).toMatchObject({ state: 'finished', ledger: { stored: 3 } })
  })

  it('ends at once, and says why, with messages left that the database refuses', async () => {
    await services.query(`ALTER TABLE user_logins ADD CONSTRAINT refused CHECK (user_id <> 'x')`)
    const [body = ''] = generateLogins({ count: 1, seed: 9 })
    await sendAll([JSON.stringify({ ...JSON.parse(body), user_id: 'x' })])
    const run = await drain({ startedBy: 'test' })
    await services.query('ALTER TABLE user_logins DROP CONSTRAINT refused')
    expect(run).toMatchObject({
      state: 'stopped',
      problem: expect.stringContaining('1 message is left on the queue'),
    })
  })
})

describe('a queue that denies deletion', () => {
  it('fails the run in words, and no message goes to the dead-letter queue', async () => {
    await fill(200)
    proxy = await proxyQueue()
    proxy.spoil('deny', { action: 'DeleteMessageBatch', times: 1_000_000 })
    const { code, stdout, stderr } = await runCli('ingest', ['--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 0, balanced: true })
    expect(stderr).toContain('sqs:DeleteMessage')
    expect(await database().ingestRun.findFirst()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('sqs:DeleteMessage'),
    })
    expect((await openQueue().depth()).deadLetter).toBe(0)
    proxy.close()
    proxy = undefined
    await sleep(VISIBILITY_TIMEOUT_SECONDS * 1_000)
    expect((await drain({ startedBy: 'test' })).state).toBe('finished')
    expect(await database().userLogin.count()).toBe(200)
  })

  it('counts what was deleted, call by call', async () => {
    await fill(100)
    proxy = await proxyQueue()
    proxy.spoil('cut', { action: 'DeleteMessageBatch', times: 8 })
    const run = await drain({ startedBy: 'test' })
    expect(run).toMatchObject({ state: 'finished', problem: null })
    const { received, duplicates, failed, acknowledged } = run.ledger
    // Those of a batch that a slow machine could not store in time came again.
    expect(received).toBe(100 + duplicates + failed)
    expect(acknowledged).toBeLessThanOrEqual(received)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  })
})

describe('a visibility timeout that is too short', () => {
  it.each([0, 1, 2])('of %i s is refused at the start, with nothing received', async (seconds) => {
    await fill(5)
    await setVisibilityTimeout(seconds)
    await expect(drain({ startedBy: 'test' })).rejects.toThrow(
      `The visibility timeout of the queue “${services.queue().name}” is ${seconds} s`,
    )
    expect((await openQueue().depth()).visible).toBe(5)
    expect(await database().ingestBatch.count()).toBe(0)
  })

  it('ends a run under way, in words', async () => {
    const { runId } = await startRun({ mode: 'follow', startedBy: 'test' })
    await setVisibilityTimeout(0)
    const run = () => database().ingestRun.findUniqueOrThrow({ where: { id: runId } })
    await eventually(async () => (await run()).state === 'failed', 40)
    expect((await run()).problem).toContain('is 0 s')
  })
})

async function setVisibilityTimeout(seconds: number) {
  await services.queue().call('SetQueueAttributes', {
    QueueUrl: services.queue().url,
    Attributes: { VisibilityTimeout: String(seconds) },
  })
}
