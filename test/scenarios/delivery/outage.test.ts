import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, ledgerTotals, sendAll, testRun, usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'
import { admin } from '@/test/support/services'

const COUNT = 4_000
// A batch that the outage holds up on a busy machine is still in time.
const VISIBILITY_TIMEOUT_SECONDS = 20
const services = usePipeline({
  visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
  maxReceiveCount: 1_000,
})

const fill = () => sendAll([...generateLogins({ count: COUNT, seed: 6, malformed: 0.05 })])
const firstBatch = () => eventually(async () => (await database().ingestBatch.count()) > 0)

/** Every message that was sent is a row or a rejection, once. */
async function expectAllKeptOnce() {
  const rows = await database().userLogin.count()
  const rejections = await database().rejectedMessage.count()
  expect(rows + rejections).toBe(COUNT)
  expect(await ledgerTotals()).toMatchObject({ stored: rows, rejected: rejections })
}

describe('the database away for a while', () => {
  const name = () => new URL(services.databaseUrl()).pathname.slice(1)

  it('is waited out by the batches in hand, and nothing is lost or doubled', async () => {
    await fill()
    const draining = drain({ startedBy: 'test' })
    await firstBatch()
    await admin(`ALTER DATABASE "${name()}" ALLOW_CONNECTIONS false`)
    await admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}'`,
    )
    await sleep(2_500)
    await admin(`ALTER DATABASE "${name()}" ALLOW_CONNECTIONS true`)
    const run = await draining
    expect(run).toMatchObject({ state: 'finished', problem: null })
    expect(run.ledger).toMatchObject({ failed: 0, balanced: true, acknowledged: COUNT })
    await expectAllKeptOnce()
    expect(await openQueue().depth()).toMatchObject({ visible: 0, deadLetter: 0 })
  })
})

describe('the queue away for a while', () => {
  let proxy: QueueProxy | undefined
  afterEach(() => proxy?.close())

  it('is waited out and shown, and what could not be acknowledged comes as duplicates', async () => {
    proxy = await proxyQueue()
    await fill()
    const draining = drain({ startedBy: 'test' })
    await firstBatch()
    proxy.cut()
    await eventually(async () => {
      const run = await database().ingestRun.findFirst()
      return /^(Receiving|Acknowledging): /.test(run?.problem ?? '')
    })
    await proxy.mend()
    const run = await draining
    expect(run).toMatchObject({ state: 'finished', problem: null })
    expect(run.ledger).toMatchObject({ failed: 0, balanced: true })
    await sleep(VISIBILITY_TIMEOUT_SECONDS * 1_000)
    const rest = await drain({ startedBy: 'test' })
    expect(rest.ledger.balanced).toBe(true)
    await expectAllKeptOnce()
    const totals = await ledgerTotals()
    expect(totals.duplicates).toBe(totals.received - COUNT)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  })
})

describe('a receive that fails while a batch is collected', () => {
  it('ends the batch, and what it holds by then is stored', async () => {
    await sendAll([...generateLogins({ count: 30, seed: 7 })])
    const queue = openQueue()
    let receives = 0
    const failing = {
      ...queue,
      receive: (options: Parameters<typeof queue.receive>[0]) => {
        receives += 1
        return receives > 1 ? Promise.reject(new Error('away')) : queue.receive(options)
      },
    }
    const run = await testRun({ queue: failing })
    await ingestBatch(run, 0, 0)
    expect(receives).toBeGreaterThan(1)
    expect(run.progress).toMatchObject({ received: 10, acknowledged: 10, failed: 0 })
    expect(await database().userLogin.count()).toBe(10)
  })
})
