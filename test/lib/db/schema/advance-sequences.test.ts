import pg from 'pg'
import { beforeEach, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { provideEnv } from '@/lib/env'
import { insertAdopted, markUnfolded } from '@/test/support/factories/adopted-logins'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const { query } = services

const ALL = ['ingest_batches_id_seq', 'rejected_messages_id_seq', 'user_logins_id_seq']

beforeEach(async () => {
  const runId = await insertRun()
  for (let at = 0; at < 3; at += 1) {
    await insertBatch(runId, { stored: 1 })
    await insertRun()
    await insertRejected()
  }
  await insertAdopted([{}, {}])
})

/** As a logical-replication cutover leaves them. */
async function setBack() {
  const rows = await query<{ name: string }>('SELECT sequencename AS name FROM pg_sequences')
  for (const { name } of rows) await query(`ALTER SEQUENCE "${name}" RESTART`)
}

/** What each sequence of rows gives out next. */
async function nextNumbers(): Promise<number[]> {
  const numbers: number[] = []
  for (const name of ALL) {
    const [row] = await query<{ next: string }>(`SELECT nextval('${name}') AS next`)
    numbers.push(Number(row?.next))
  }
  return numbers
}

it('moves every sequence beyond its rows, and names it', async () => {
  await setBack()
  expect((await advanceSequences()).sort()).toEqual(ALL)
  expect(await nextNumbers()).toEqual([4, 4, 3])
  expect(await advanceSequences()).toEqual([])
})

it('leaves sequences alone that stand where they should, and says nothing of them', async () => {
  const before = await query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1')
  expect(await advanceSequences()).toEqual([])
  expect(await query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1')).toEqual(
    before,
  )
})

it('does not take one for behind that was set by hand to the number that comes next', async () => {
  await query("SELECT setval('user_logins_id_seq', 3, false)")
  expect(await advanceSequences()).toEqual([])
})

it('moves a batch’s number beyond those that logins and folds still know', async () => {
  await query('DELETE FROM ingest_batches')
  await markUnfolded(40n)
  await query('UPDATE user_logins SET batch_id = 50')
  await setBack()
  await advanceSequences()
  expect((await nextNumbers())[0]).toBe(51)
})

it('crosses a gap of millions without taking them one by one', async () => {
  await query('UPDATE user_logins SET id = 90000000000 WHERE create_date IS NULL AND id = 1')
  expect(await advanceSequences()).toEqual(['user_logins_id_seq'])
  expect((await nextNumbers())[2]).toBe(90_000_000_001)
})

it('moves nothing back that others moved further on meanwhile', async () => {
  await query("UPDATE user_logins SET id = 50 WHERE sent_at = '2026-11-21T10:00:00Z'")
  const other = new pg.Client({ connectionString: services.databaseUrl() })
  await other.connect()
  try {
    // Between the look at the sequence and the look at its rows.
    await other.query('BEGIN; LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE')
    const advancing = advanceSequences()
    await expect
      .poll(() =>
        query("SELECT FROM pg_locks WHERE NOT granted AND relation = 'user_logins'::regclass"),
      )
      .toHaveLength(1)
    await other.query("SELECT nextval('user_logins_id_seq') FROM generate_series(1, 100)")
    await other.query('COMMIT')
    expect(await advancing).toEqual([])
  } finally {
    await other.end()
  }
  expect((await nextNumbers())[2]).toBeGreaterThan(102)
})

it('is done by a worker’s own role', async () => {
  const password = 'of the tests'
  await applyRoles(services.databaseUrl(), { seq_worker: { role: 'veilgate_worker', password } })
  await setBack()
  const url = new URL(services.databaseUrl())
  url.username = 'seq_worker'
  url.password = encodeURIComponent(password)
  await closeDatabase()
  provideEnv({ DATABASE_URL: url.href })
  expect((await advanceSequences()).sort()).toEqual(ALL)
})
