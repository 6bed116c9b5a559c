import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readLedgerFigures } from '@/lib/db/alerts/read-figures'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

const { query } = usePipeline()
const read = () => readLedgerFigures(30, 10)

async function insertWorker(seconds: { heartbeat: number; started: number }, part = {}) {
  const { host, state } = { host: 'one', state: 'following', ...part }
  await query(
    `INSERT INTO ingest_workers (key, kind, host, pid, version, state, heartbeat_at, started_at)
     VALUES ($1, 'worker', $2, 1, '0', $3, now() - make_interval(secs => $4),
       now() - make_interval(secs => $5))`,
    [randomUUID(), host, state, seconds.heartbeat, seconds.started],
  )
}

describe('the figures of the ledger', () => {
  it('are zeros where nothing happened', async () => {
    expect(await read()).toEqual({
      failedRuns: 0,
      failedRunId: null,
      imbalance: 0,
      received: 0,
      rejected: 0,
      storedSecondsAgo: null,
      oldestSeconds: null,
      silentWorkers: 0,
      sharedDevices: 0,
    })
  })

  it('add up the batches of the last minutes', async () => {
    const run = await insertRun('running')
    await insertBatch(run, { stored: 30, rejected: 10 })
    await insertBatch(run, { duplicates: 5, rejected: 1 })
    const old = await insertBatch(run, { rejected: 100 })
    await query(
      "UPDATE ingest_batches SET committed_at = now() - interval '16 min' WHERE id = $1",
      [old],
    )
    expect(await read()).toMatchObject({ received: 46, rejected: 11, imbalance: 0 })
  })

  it('name the newest run that failed lately', async () => {
    await insertRun('failed')
    const newest = await insertRun('failed')
    await insertRun('finished')
    expect(await read()).toMatchObject({ failedRuns: 2, failedRunId: newest })
  })

  it('tell the age of the oldest message of the newest batches, but of dead letters', async () => {
    const store = async (mode: string, hours: number) => {
      const run = await insertRun('running')
      await query('UPDATE ingest_runs SET mode = $2::run_mode WHERE id = $1', [run, mode])
      const batch = await insertBatch(run, { stored: 1 })
      await query(
        `INSERT INTO user_logins (message_id, sent_at, batch_id, run_id)
         VALUES ($1, now() - make_interval(hours => $2), $3, $4)`,
        [randomUUID(), hours, batch, run],
      )
    }
    await store('follow', 2)
    await store('drain', 1)
    await store('redrive', 90)
    const { oldestSeconds, storedSecondsAgo } = await read()
    expect(Math.round((oldestSeconds ?? 0) / 3_600)).toBe(2)
    expect(storedSecondsAgo).not.toBeNull()
  })

  it('count processes that went silent and that none has replaced', async () => {
    await insertWorker({ heartbeat: 1, started: 100 })
    await insertWorker({ heartbeat: 60, started: 600 })
    await insertWorker({ heartbeat: 60, started: 600 }, { host: 'two' })
    await insertWorker({ heartbeat: 60, started: 600 }, { host: 'two', state: 'ended' })
    expect(await read()).toMatchObject({ silentWorkers: 2 })
    await insertWorker({ heartbeat: 1, started: 30 }, { host: 'two' })
    expect(await read()).toMatchObject({ silentWorkers: 1 })
    await insertWorker({ heartbeat: 10, started: 20 }, { state: 'ended' })
    expect(await read()).toMatchObject({ silentWorkers: 0 })
  })

  it('count no process whose successor was replaced as well', async () => {
    await query('DELETE FROM ingest_workers')
    await insertWorker({ heartbeat: 300, started: 600 })
    await insertWorker({ heartbeat: 60, started: 250 })
    expect(await read()).toMatchObject({ silentWorkers: 1 })
    await insertWorker({ heartbeat: 1, started: 30 })
    expect(await read()).toMatchObject({ silentWorkers: 0 })
  })

  it('count a process that was started beside the successor of another', async () => {
    await query('DELETE FROM ingest_workers')
    await insertWorker({ heartbeat: 300, started: 600 })
    await insertWorker({ heartbeat: 1, started: 250 })
    await insertWorker({ heartbeat: 60, started: 250 })
    expect(await read()).toMatchObject({ silentWorkers: 1 })
  })

  it('count devices that so many users share', async () => {
    await query(
      `INSERT INTO shared_devices (token, logins, users, ips, first_seen, last_seen)
       SELECT 'token ' || users, users, users, 1, now(), now() FROM unnest(ARRAY[9, 10, 11]) AS users`,
    )
    expect((await read()).sharedDevices).toBe(2)
    await query('DELETE FROM shared_devices')
  })
})
