import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { recordFailedBatch } from '@/lib/db/ledger/record-failed-batch'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import { problemOf } from '@/lib/ingest/run'
import { generateLogins } from '@/lib/sample/generate-logins'
import { countWaiting } from '@/test/support/database/count-waiting'
import {
  COUNT,
  expectBalanced,
  expectNothingLost,
  fill,
  kept,
  useImpatientQueue,
} from '@/test/support/fixtures/lossless'
import { bodyWith, eventually, ledgerTotals, sendAll, testRun, turn } from '@/test/support/pipeline'
import { proxyDatabase } from '@/test/support/proxies/database-proxy'

const services = useImpatientQueue()
/** A tenth of it is what a batch has left when it is given up: on a busy machine, of four seconds too little to see. */
const PATIENCE_SECONDS = 12

describe('a batch that cannot be stored in time', () => {
  let locker: pg.Client | undefined
  afterEach(async () => {
    await locker?.end()
    locker = undefined
  })

  /** Holds up every writer of logins until it is let go. */
  async function lockLogins(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: services.databaseUrl() })
    locker = client
    await client.connect()
    await client.query('BEGIN')
    await client.query('LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE')
    return async () => void (await client.query('ROLLBACK'))
  }

  async function hideFor(seconds: number) {
    const { url: QueueUrl, call } = services.queue()
    await call('SetQueueAttributes', {
      QueueUrl,
      Attributes: { VisibilityTimeout: String(seconds) },
    })
  }

  /** As another consumer would receive it, but without hiding it from anybody. */
  async function untilHandedOutAgain() {
    const { url: QueueUrl, call } = services.queue()
    const { Messages } = await call('ReceiveMessage', {
      QueueUrl,
      WaitTimeSeconds: 20,
      VisibilityTimeout: 0,
    })
    expect(Messages).toHaveLength(1)
  }

  it('is given up before its visibility timeout, rolled back and left to reappear', async () => {
    await hideFor(PATIENCE_SECONDS)
    // The first run of all asks the messages what number is free.
    await testRun()
    await sendAll([bodyWith({}), 'not json'])
    const unlock = await lockLogins()
    const turning = turn()
    await eventually(async () => (await countWaiting(services)) > 0)
    await untilHandedOutAgain()
    expect(await countWaiting(services)).toBe(0)
    expect(await turning).toMatchObject({ received: 2, acknowledged: 0, failed: 2 })
    await unlock()
    expect(await kept()).toBe(0)
    expect(await database().vaultEntry.count()).toBe(0)
    await sleep(1_000)
    expect(await turn()).toMatchObject({ received: 2, acknowledged: 2, failed: 0 })
    expect(await kept()).toBe(2)
  })

  it('is counted as failed by its run, which stores it at a later delivery', async () => {
    await fill()
    const draining = drain({ startedBy: 'test' })
    await eventually(async () => (await database().ingestRun.count()) > 0)
    const unlock = await lockLogins()
    await sleep(5_000)
    await unlock()
    const run = await draining
    expect(run.state).toBe('finished')
    expectBalanced(run)
    expect(run.ledger.failed).toBeGreaterThan(0)
    expect(run.ledger.received).toBe(COUNT + run.ledger.failed + run.ledger.duplicates)
    await expectNothingLost(services)
  })

  it('may turn out to be stored after all, without upsetting the ledger', async () => {
    await sendAll([bodyWith({})])
    const run = await testRun()
    await ingestBatch(run, 0, 0)
    const { key } = await database().ingestBatch.findFirstOrThrow()
    // The database's answer got lost, and with it the knowledge that the batch was stored.
    const error = 'It could not be stored in time'
    const failed = [{ messageId: 'a message', sentAt: new Date(), receiveCount: 1 }]
    await recordFailedBatch({ key, run: run.claimed, lane: 0, ageMs: 0 }, { failed, error })
    expect(await database().failedDelivery.count()).toBe(0)
    expect(await ledgerTotals()).toMatchObject({ received: 1, stored: 1, failed: 0 })
  })
})

describe('a COMMIT whose answer is lost', () => {
  it('is known by the next attempt: everything is stored once, and counted as stored', async () => {
    await sendAll([...generateLogins({ count: 20, seed: 9, malformed: 0.2 })])
    const run = await testRun()
    const proxy = await proxyDatabase()
    try {
      await database().ingestRun.count()
      proxy.loseCommit()
      const said = vi.spyOn(run.troubles, 'set')
      await ingestBatch(run, 0, 0)
      expect(proxy.lost()).toBe(1)
      expect(said.mock.calls).toEqual([
        ['storing 0', expect.stringMatching(/^Storing: .*connection/)],
      ])
      expect(problemOf(run)).toBeNull()
      expect(run.progress).toMatchObject({ received: 20, acknowledged: 20, failed: 0 })
    } finally {
      await proxy.close()
    }
    expect(await kept()).toBe(20)
    const { received, stored, rejected, duplicates } = await ledgerTotals()
    expect([received, stored + rejected, duplicates]).toEqual([20, 20, 0])
  })
})
