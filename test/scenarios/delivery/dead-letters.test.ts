import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimRun } from '@/lib/db/runs/claim-run'
import { provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { resumeRuns } from '@/lib/ingest/resume-runs'
import { startRun } from '@/lib/ingest/start-run'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import {
  bodyWith,
  eventually,
  ledgerTotals,
  sendAll,
  turn,
  usePipeline,
} from '@/test/support/pipeline'
import { startCli } from '@/test/support/programs/cli'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'

const services = usePipeline({ visibilityTimeoutSeconds: 3, maxReceiveCount: 1 })
const LOGINS = 1_500

const redrive = () => drain({ mode: 'redrive', startedBy: 'test' })

/** Lets the queue move all that is on it: each message has been received as often as it may be. */
async function untilDeadLettered(count: number): Promise<void> {
  const { depth, receiveAll, deadLetterUrl } = services.queue()
  await eventually(async () => {
    await receiveAll()
    return (await depth(deadLetterUrl)).visible === count
  })
}

/** Stores what is on the queue, and is refused each deletion, until all is in the dead-letter queue. */
async function storeAndDeadLetter(count: number): Promise<void> {
  const proxy = await proxyQueue()
  proxy.spoil('deny', { action: 'DeleteMessageBatch', times: 1_000_000 })
  await turn()
  proxy.close()
  await untilDeadLettered(count)
}

/** Messages that were received as often as they may be and never stored. */
async function deadLetter(bodies: string[]): Promise<void> {
  const { send, depth, deadLetterUrl, receiveAll } = services.queue()
  const { visible } = await depth(deadLetterUrl)
  await send(bodies)
  await receiveAll()
  await untilDeadLettered(visible + bodies.length)
}

const identities = () =>
  services.query<{ messageId: string; sentAt: Date }>(
    'SELECT message_id, sent_at FROM user_logins UNION ALL SELECT message_id, sent_at FROM rejected_messages',
  )

describe('dead letters', { timeout: 180_000 }, () => {
  it('that are stored already are removed, and others stored with the ids they have', async () => {
    await sendAll([...generateLogins({ count: LOGINS, seed: 7 }), 'not json'])
    await storeAndDeadLetter(LOGINS + 1)
    await deadLetter([bodyWith({ user_id: 'new' }), 'no login either'])
    const before = await identities()
    // All that was sent first; fewer where a busy machine did not store a batch within the three seconds.
    const logins = await database().userLogin.count()
    expect(logins).toBeGreaterThan(0)
    const run = await redrive()
    expect(run).toMatchObject({ mode: 'redrive', state: 'finished', problem: null })
    expect(run.ledger).toEqual({
      received: LOGINS + 3,
      stored: LOGINS + 1 - logins,
      duplicates: before.length,
      rejected: 2 - (before.length - logins),
      failed: 0,
      acknowledged: LOGINS + 3,
      balanced: true,
    })
    expect(await database().userLogin.count()).toBe(LOGINS + 1)
    expect(await database().rejectedMessage.count()).toBe(2)
    expect(await identities()).toEqual(expect.arrayContaining(before))
    expect(await services.queue().depth(services.queue().deadLetterUrl)).toMatchObject({
      visible: 0,
      inFlight: 0,
    })
  })

  it('are all stored once, and none is lost, where the process is killed again and again', async () => {
    const { call, deadLetterUrl } = services.queue()
    await call('SetQueueAttributes', {
      QueueUrl: deadLetterUrl,
      Attributes: { VisibilityTimeout: '3' },
    })
    await deadLetter([...generateLogins({ count: LOGINS, seed: 8 })])
    let killed = 0
    for (const least of [1, 400]) {
      provideEnv({ VEILGATE_LANES: '2', VEILGATE_BATCH_SIZE: '25' })
      const { child, ended } = startCli('ingest', ['--redrive'])
      provideEnv({ VEILGATE_LANES: '', VEILGATE_BATCH_SIZE: '' })
      await eventually(async () => (await ledgerTotals()).stored >= least)
      if (child.kill('SIGKILL')) killed += 1
      await ended
    }
    expect(killed).toBe(2)
    expect(await database().userLogin.count()).toBeLessThan(LOGINS)
    await eventually(async () => {
      await redrive()
      const { visible, inFlight } = await services.queue().depth(deadLetterUrl)
      return visible + inFlight === 0
    })
    const totals = await ledgerTotals()
    expect(totals).toMatchObject({ stored: LOGINS, rejected: 0 })
    // On a busy machine a batch may not be stored within the three seconds: it comes again, too.
    expect(totals.received).toBe(totals.stored + totals.duplicates + totals.failed)
    expect(await database().userLogin.count()).toBe(LOGINS)
    expect(
      await services.query('SELECT DISTINCT message_id, sent_at FROM user_logins'),
    ).toHaveLength(LOGINS)
  })

  it('are known whatever table they are in, and whatever the parser would make of them now', async () => {
    await sendAll([bodyWith({})])
    await storeAndDeadLetter(1)
    await services.query(`
      WITH login AS (DELETE FROM user_logins RETURNING *)
      INSERT INTO rejected_messages (message_id, sent_at, receive_count, reasons, field_names, body_bytes,
                                     dek_id, sealed, batch_id, run_id)
      SELECT message_id, sent_at, 1, '{not-json}', '{}', 1, 'dek', '', batch_id, run_id FROM login`)
    expect((await redrive()).ledger).toMatchObject({ stored: 0, duplicates: 1, acknowledged: 1 })
    expect(await database().userLogin.count()).toBe(0)
  })

  it('are redriven beside a run that follows the queue, but not twice at once', async () => {
    await deadLetter([bodyWith({})])
    const follow = await startRun({ mode: 'follow', startedBy: 'test' })
    const asked = { mode: 'redrive', startedBy: 'test', maxPerSecond: 5 } as const
    const [first, second] = await Promise.all([startRun(asked), startRun(asked)])
    expect([first.kind, second.kind].sort()).toEqual(['already-running', 'started'])
    expect(first.runId).toBe(second.runId)
    expect(first.runId).not.toBe(follow.runId)
    await eventually(async () => (await database().userLogin.count()) === 1)
    const run = await database().ingestRun.findUniqueOrThrow({ where: { id: first.runId } })
    expect(run).toMatchObject({ mode: 'redrive', maxPerSecond: 5, lanes: 1 })
    await services.query('UPDATE ingest_runs SET stop_requested_at = now()')
    await eventually(
      async () => (await database().ingestRun.count({ where: { endedAt: null } })) === 0,
    )
  })

  it('count as waiting at the start of a redrive though somebody looks at them', async () => {
    const { call, receiveAll, deadLetterUrl } = services.queue()
    await deadLetter([bodyWith({})])
    const [looked] = await receiveAll(deadLetterUrl)
    const { runId } = await startRun({ mode: 'redrive', startedBy: 'test' })
    const run = await database().ingestRun.findUniqueOrThrow({ where: { id: runId } })
    expect(run.depthAtStart).toBe(1)
    await call('ChangeMessageVisibility', {
      QueueUrl: deadLetterUrl,
      ReceiptHandle: looked?.receiptHandle,
      VisibilityTimeout: 0,
    })
    await eventually(
      async () => (await database().ingestRun.count({ where: { endedAt: null } })) === 0,
    )
  })

  it('are gone on with by the next web process, where one was killed in mid-redrive', async () => {
    await deadLetter([bodyWith({}), 'no login'])
    const request = { mode: 'redrive', startedBy: 'ann', lanes: 1, depthAtStart: 2 } as const
    const left = { ...request, maxPerSecond: 50, instance: 'a launcher' }
    const claim = await claimRun(left, { beside: true })
    provideEnv({ VEILGATE_INSTANCE: 'a launcher' })
    await resumeRuns()
    provideEnv({ VEILGATE_INSTANCE: '' })
    await eventually(
      async () => (await database().ingestRun.count({ where: { state: 'finished' } })) === 1,
    )
    expect(claim.kind).toBe('started')
    expect(await ledgerTotals()).toMatchObject({ stored: 1, rejected: 1, acknowledged: 2 })
  })

  it('have a word of their own where the queue has no dead-letter queue', async () => {
    const { call, url, name } = services.queue()
    await call('SetQueueAttributes', { QueueUrl: url, Attributes: { RedrivePolicy: '' } })
    expect(await openQueue().deadLetters()).toBeNull()
    await expect(redrive()).rejects.toThrow(`The queue “${name}” has no dead-letter queue`)
  })

  it('tell why their last delivery failed', async () => {
    await services.query(`ALTER TABLE user_logins ADD CONSTRAINT refused CHECK (locale <> 'XX')`)
    await sendAll([bodyWith({ locale: 'XX' }), bodyWith({})])
    await turn()
    await services.query('ALTER TABLE user_logins DROP CONSTRAINT refused')
    const [known, ...others] = await database().failedDelivery.findMany()
    expect(others).toEqual([])
    expect(known).toMatchObject({ receiveCount: 1, error: 'The database refused the data (23514)' })
    await untilDeadLettered(1)
    const peeked = await (await openQueue().deadLetters())?.peek(10)
    expect(peeked?.map(({ messageId, sentAt }) => [messageId, sentAt])).toEqual([
      [known?.messageId, known?.sentAt],
    ])
  })
})
