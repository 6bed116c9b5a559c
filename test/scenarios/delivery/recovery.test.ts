import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { recordFailedBatch } from '@/lib/db/ledger/record-failed-batch'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { provideEnv } from '@/lib/env'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import { problemOf } from '@/lib/ingest/run'
import { startRun } from '@/lib/ingest/start-run'
import type { RunSummary } from '@/lib/model/ledger'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { random } from '@/lib/sample/random'
import {
  bodyWith,
  eventually,
  ledgerTotals,
  sendAll,
  testRun,
  turn,
  usePipeline,
} from '@/test/support/pipeline'
import { startCli } from '@/test/support/programs/cli'
import { proxyDatabase } from '@/test/support/proxies/database-proxy'

const SEED = randomInt(1_000_000)
console.log(`recovery seed ${SEED}`)
const kills = random(SEED, 'kills')
const COUNT = 4_000
const VISIBILITY_TIMEOUT_SECONDS = 4
const services = usePipeline({
  visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
  maxReceiveCount: 1_000,
})

const logins = [...generateLogins({ count: COUNT, seed: 4, malformed: 0.1 })]
const fill = () => sendAll(logins)
const batches = () => database().ingestBatch.count({ where: { stored: { gt: 0 } } })
const kept = async () =>
  (await database().userLogin.count()) + (await database().rejectedMessage.count())

/** Every message that was sent is a row or a rejection, once, and none is left on the queue. */
async function expectNothingLost() {
  expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  expect(await kept()).toBe(COUNT)
  const both = await services.query(
    'SELECT 1 FROM user_logins JOIN rejected_messages USING (message_id)',
  )
  expect(both).toEqual([])
  const { stored, rejected } = await ledgerTotals()
  expect(stored + rejected).toBe(COUNT)
}

function expectBalanced({ ledger }: RunSummary) {
  const { received, stored, duplicates, rejected, failed, balanced } = ledger
  expect(balanced).toBe(true)
  expect(received).toBe(stored + duplicates + rejected + failed)
}

describe('a process killed in mid-run', () => {
  it('leaves every message to be stored or rejected exactly once by the next', async () => {
    let killed = 0
    for (let round = 0; round < 3; round += 1) {
      // Each has work of its own: what the one before held is hidden for a while.
      await sendAll(logins.slice(round * 1_300, round === 2 ? COUNT : (round + 1) * 1_300))
      const before = await batches()
      const { child, ended } = startCli('ingest')
      await Promise.race([eventually(async () => (await batches()) > before, 90), ended])
      await sleep(kills() * 120)
      if (child.kill('SIGKILL')) killed += 1
      await ended
    }
    expect(killed).toBeGreaterThan(1)
    expect(await kept()).toBeGreaterThan(0)
    await sleep(VISIBILITY_TIMEOUT_SECONDS * 1_000)
    const run = await drain({ startedBy: 'test' })
    expectBalanced(run)
    await expectNothingLost()
    const states = await database().ingestRun.groupBy({ by: ['state'], _count: true })
    expect(states.every(({ state }) => state !== 'stopping')).toBe(true)
  }, 240_000)
})

describe('stopping in mid-run', () => {
  it('stores and acknowledges the batches in hand, and leaves the rest on the queue', async () => {
    await fill()
    const stopping = new AbortController()
    const draining = drain({ startedBy: 'test', signal: stopping.signal })
    await eventually(async () => (await batches()) > 0)
    const stoppedAtMs = performance.now()
    stopping.abort()
    const run = await draining
    expect(performance.now() - stoppedAtMs).toBeLessThan(10_000)
    expect(run.state).toBe('stopped')
    expectBalanced(run)
    expect(run.ledger).toMatchObject({ acknowledged: run.ledger.received, failed: 0 })
    expect(run.ledger.received).toBeLessThan(COUNT)
    const { visible, inFlight } = await openQueue().depth()
    expect(visible + inFlight + run.ledger.received).toBe(COUNT)
    await drain({ startedBy: 'test' })
    await expectNothingLost()
  })

  it('is heard by a run that another process started', async () => {
    await fill()
    // Slow enough to be stopped in the middle.
    provideEnv({ VEILGATE_LANES: '1', VEILGATE_BATCH_SIZE: '10' })
    const { ended } = startCli('ingest', ['--json'])
    provideEnv({ VEILGATE_LANES: '', VEILGATE_BATCH_SIZE: '' })
    await eventually(async () => (await batches()) > 0)
    const { id } = await database().ingestRun.findFirstOrThrow()
    expect(await requestRunStop(id)).toBe(true)
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ runId: id, balanced: true })
    expect(JSON.parse(stdout).received).toBeLessThan(COUNT)
    expect(await database().ingestRun.findUnique({ where: { id } })).toMatchObject({
      state: 'stopped',
    })
  })

  it('shows the run that is active to whoever starts a second', async () => {
    await fill()
    const first = await startRun({ mode: 'drain', startedBy: 'a' })
    const second = await startRun({ mode: 'drain', startedBy: 'b' })
    expect(first.kind).toBe('started')
    expect(second).toEqual({ kind: 'already-running', runId: first.runId })
    await requestRunStop(first.runId)
    await eventually(async () => {
      const run = await database().ingestRun.findUnique({ where: { id: first.runId } })
      return run?.state === 'stopped'
    })
  })
})

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

  it('is given up before its visibility timeout, rolled back and left to reappear', async () => {
    await sendAll([bodyWith({}), 'not json'])
    const unlock = await lockLogins()
    const startedAtMs = performance.now()
    const report = await turn()
    const seconds = (performance.now() - startedAtMs) / 1_000
    expect(seconds).toBeGreaterThan(3)
    expect(seconds).toBeLessThan(4)
    expect(report).toMatchObject({ received: 2, acknowledged: 0, failed: 2 })
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
    await expectNothingLost()
  }, 60_000)

  it('may turn out to be stored after all, without upsetting the ledger', async () => {
    await sendAll([bodyWith({})])
    const run = await testRun()
    await ingestBatch(run, 0, 0)
    const { key } = await database().ingestBatch.findFirstOrThrow()
    // The database's answer got lost, and with it the knowledge that the batch was stored.
    const error = 'It could not be stored in time'
    await recordFailedBatch({ key, run: run.claimed, lane: 0, ageMs: 0 }, { failed: 1, error })
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
