import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { foldBatches } from '@/lib/db/rollups/fold-batches'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { provideEnv } from '@/lib/env'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import type { Run } from '@/lib/ingest/run'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, PASSPHRASE, sendAll, testRun } from '@/test/support/pipeline'
import { type CliRun, startCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

const services = useServices({
  database: 'per-test',
  visibilityTimeoutSeconds: 4,
  maxReceiveCount: 1_000,
})
const WORDS = /was migrated by a newer Veilgate: it has 20990101000000_later/
const NEWER = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
  VALUES ('x', 'x', '20990101000000_later', now())`

const started: CliRun[] = []
beforeEach(async () => {
  provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/${randomUUID()}` })
  await initQuickKeys(PASSPHRASE)
})
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
})

const fill = (count: number, seed: number) => sendAll([...generateLogins({ count, seed })])

/** Nothing of the second batch was stored or acknowledged, and no message is blamed. */
async function expectRefused(run: Run, storedBefore: number) {
  expect(run.end).toMatchObject({ kind: 'failed', problem: expect.stringMatching(WORDS) })
  expect(await database().userLogin.count()).toBe(storedBefore)
  expect(run.progress).toMatchObject({ stored: storedBefore, acknowledged: storedBefore })
  expect(run.emptiness.refused.size).toBe(0)
  const { visible, inFlight } = await openQueue().depth()
  expect(visible + inFlight).toBe(10)
}

describe('a process that runs while a newer Veilgate migrates the database', () => {
  it('stores its next batch no more, acknowledges nothing of it, and ends its run', async () => {
    await fill(20, 1)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    await services.query(NEWER)
    const { givenUp } = await ingestBatch(run, 0, 0)
    expect(givenUp).not.toBeNull()
    await expectRefused(run, 10)
    const [failed] = await services.query(
      'SELECT failed, error FROM ingest_batches WHERE failed > 0',
    )
    expect(failed).toEqual({ failed: 10, error: expect.stringMatching(WORDS) })
  })

  it.each([
    ['wants a column that it does not fill', 'ADD COLUMN region text NOT NULL'],
    ['lacks a column that it fills', 'DROP COLUMN envelope_id'],
    ['refuses what it stores', "ADD CONSTRAINT later CHECK (message_id = '') NOT VALID"],
  ])('blames no message where the table %s', async (_, change) => {
    await fill(20, 2)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    await services.query(
      `BEGIN; TRUNCATE user_logins; ALTER TABLE user_logins ${change}; ${NEWER}; COMMIT`,
    )
    await ingestBatch(run, 0, 0)
    run.progress.stored -= 10
    run.progress.acknowledged -= 10
    await expectRefused(run, 0)
  })

  it('stores nothing where the migration is committed while the batch waits for its table', async () => {
    await fill(20, 3)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    const client = new pg.Client({ connectionString: services.databaseUrl() })
    await client.connect()
    try {
      await client.query(`BEGIN; LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE; ${NEWER}`)
      const storing = ingestBatch(run, 0, 0)
      await eventually(async () => {
        const waits = await services.query('SELECT FROM pg_locks WHERE NOT granted')
        return waits.length > 0
      })
      await client.query('COMMIT')
      await storing
    } finally {
      await client.end()
    }
    await expectRefused(run, 10)
  })

  it('folds no more: what is not folded waits for a program that knows how', async () => {
    await fill(10, 4)
    await ingestBatch(await testRun(), 0, 0)
    await services.query(NEWER)
    await expect(foldBatches()).rejects.toThrow(WORDS)
    expect(await services.query('SELECT FROM unfolded_batches')).toHaveLength(1)
    expect(await services.query('SELECT FROM login_days')).toEqual([])
    await services.query("DELETE FROM _prisma_migrations WHERE id = 'x'")
    expect(await foldBatches()).toBe(1)
  })

  it('notices in the role of a worker that may not read the history of migrations', async () => {
    const password = 'of the tests'
    await applyRoles(services.databaseUrl(), { test_older: { role: 'veilgate_worker', password } })
    await services.query('REVOKE ALL ON _prisma_migrations FROM veilgate_worker')
    const url = new URL(services.databaseUrl())
    url.username = 'test_older'
    url.password = encodeURIComponent(password)
    await closeDatabase()
    provideEnv({ DATABASE_URL: url.href })
    await fill(20, 5)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    await services.query(NEWER)
    await ingestBatch(run, 0, 0)
    await expectRefused(run, 10)
  })

  it('as a worker waits for the right program, says so, and goes on where it was rolled back', async () => {
    started.push(startCli('worker'))
    const isSo = (test: (one: { state: string; problem: string | null }) => boolean) =>
      eventually(async () => (await listWorkers()).some(test))
    await isSo(({ state }) => state === 'following')
    await services.query(NEWER)
    await fill(10, 6)
    await isSo(({ problem }) => WORDS.test(problem ?? ''))
    expect(await database().userLogin.count()).toBe(0)
    expect((await database().ingestRun.findFirstOrThrow()).state).toBe('failed')
    await services.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'")
    await eventually(async () => (await database().userLogin.count()) === 10)
  })

  it('drains to the end beside it once the newer one runs, and nothing is lost or doubled', async () => {
    await fill(200, 7)
    const older = await testRun({ batchSize: 10 })
    await ingestBatch(older, 0, 0)
    await services.query(NEWER)
    await ingestBatch(older, 0, 0)
    // In its place: the program that knows the migration.
    await services.query("DELETE FROM _prisma_migrations WHERE id = 'x'")
    const { ledger, state } = await drain({ startedBy: 'newer' })
    expect(state).toBe('finished')
    expect(ledger.stored).toBe(190)
    expect(await database().userLogin.count()).toBe(200)
  })
})
