import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { insertRun } from '@/test/support/factories/runs'
import { ledgerTotals, sendAll, testRun, usePipeline } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'

const services = usePipeline()

const fill = (count: number, seed: number) => sendAll([...generateLogins({ count, seed })])

/** As a logical-replication cutover or a data-only restore leaves them. */
async function setSequencesBack() {
  const names = await services.query<{ name: string }>(
    `SELECT quote_ident(sequencename) AS name FROM pg_sequences WHERE schemaname = current_schema()`,
  )
  for (const { name } of names) await services.query(`SELECT setval('${name}', 1, false)`)
}

describe('sequences that stand behind their rows', () => {
  it('lose no message: a start moves them on, and says so', async () => {
    await fill(300, 1)
    expect((await drain({ startedBy: 'test' })).ledger.stored).toBe(300)
    await setSequencesBack()
    await fill(240, 2)
    const { code, stdout, stderr } = await runCli('ingest', ['--json'])
    expect(JSON.parse(stdout)).toMatchObject({ received: 240, stored: 240, acknowledged: 240 })
    expect(code).toBe(0)
    expect(stderr).toContain('ingest_batches_id_seq stood behind its rows')
    expect(await database().userLogin.count()).toBe(540)
    expect(await ledgerTotals()).toMatchObject({ received: 540, stored: 540 })
  })

  it('lose no message where they are set back in the middle of a run', async () => {
    await fill(40, 3)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    await setSequencesBack()
    while (run.progress.received < 40) await ingestBatch(run, 0, 0)
    expect(run.progress).toMatchObject({ stored: 40, duplicates: 0, failed: 0, acknowledged: 40 })
    expect(await database().userLogin.count()).toBe(40)
    const ids = (await database().ingestBatch.findMany({ select: { id: true } })).map(
      ({ id }) => id,
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('a database that lost the run', () => {
  it('gets it entered again under a new number, and every message is stored', async () => {
    await fill(30, 4)
    const run = await testRun({ batchSize: 10 })
    await ingestBatch(run, 0, 0)
    const { id } = run.claimed
    // As after a failover to a server that was behind: the run is gone, and another has its number.
    await services.query('DELETE FROM ingest_runs WHERE id = $1', [id])
    await insertRun('finished', { id })
    while (run.progress.received < 30) await ingestBatch(run, 0, 0)
    expect(run.claimed.id).not.toBe(id)
    expect(run.progress).toMatchObject({ stored: 30, failed: 0, acknowledged: 30 })
    const own = await database().ingestBatch.aggregate({
      where: { runId: run.claimed.id },
      _sum: { stored: true },
    })
    expect(own._sum.stored).toBeGreaterThanOrEqual(10)
    expect(await database().ingestRun.findUnique({ where: { id } })).toMatchObject({
      state: 'finished',
      startedBy: 'somebody@example.com',
    })
  })
})

describe('the storing transaction', () => {
  it.each([
    ['off', 'on'],
    ['local', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('asks for durability itself where the database says %s', async (set, used) => {
    await services.query(`
      CREATE TABLE seen (durability text, isolation text, idle text);
      CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seen VALUES (current_setting('synchronous_commit'),
          current_setting('transaction_isolation'),
          current_setting('idle_in_transaction_session_timeout'));
        RETURN NULL; END $$;
      CREATE TRIGGER see AFTER INSERT ON ingest_batches FOR EACH ROW EXECUTE FUNCTION see()`)
    const name = new URL(services.databaseUrl()).pathname.slice(1)
    await services.query(`ALTER DATABASE "${name}" SET synchronous_commit TO ${set};
      ALTER DATABASE "${name}" SET default_transaction_isolation TO 'repeatable read'`)
    try {
      // Of connections made from here on.
      await closeDatabase()
      await fill(5, 5)
      expect((await drain({ startedBy: 'test' })).state).toBe('finished')
      const seen = await services.query<{ idle: string }>('SELECT DISTINCT * FROM seen')
      expect(seen).toMatchObject([{ durability: used, isolation: 'read committed' }])
      expect(seen[0]?.idle).not.toBe('0')
    } finally {
      await services.query(
        `ALTER DATABASE "${name}" RESET ALL; DROP TABLE seen; DROP FUNCTION see CASCADE`,
      )
    }
  })
})

describe('a batch’s key', () => {
  it('never stands for other messages than its own', async () => {
    await fill(20, 6)
    const run = await testRun()
    await ingestBatch(run, 0, 0)
    const { key } = await database().ingestBatch.findFirstOrThrow()
    await fill(3, 7)
    const others = await openQueue().receive({ waitSeconds: 1 })
    const batch = await prepareBatch(others, run.tools)
    const place = { key, run: run.claimed, lane: 0, ageMs: 0 }
    await expect(storeBatch(batch, place, 5_000)).rejects.toThrow('another batch')
    expect(await database().userLogin.count()).toBe(20)
  })

  it('locks what it stands for, so that a standby has that before it is acknowledged', async () => {
    await fill(3, 8)
    const run = await testRun()
    const batch = await prepareBatch(await openQueue().receive({ waitSeconds: 1 }), run.tools)
    const place = { key: randomUUID(), run: run.claimed, lane: 0, ageMs: 0 }
    await storeBatch(batch, place, 5_000)
    // As after a COMMIT whose answer was lost, while it waited for a standby.
    expect(await storeBatch(batch, place, 5_000)).toMatchObject({ stored: 3 })
    const rows = await services.query('SELECT xmax <> 0 AS "isLocked" FROM ingest_batches')
    expect(rows).toEqual([{ isLocked: true }])
  })
})
