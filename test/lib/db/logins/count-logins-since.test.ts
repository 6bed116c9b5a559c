import pg from 'pg'
import { expect, it } from 'vitest'
import { readLedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { foldAll } from '@/lib/ingest/fold-loop'
import { markUnfolded } from '@/test/support/factories/adopted-logins'
import { insertBatch } from '@/test/support/factories/runs'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const SINCE_NOON = { fromMs: Date.parse('2026-11-21T12:00:00Z') }
const at = (text: string) => new Date(`2026-11-21T${text}Z`)

it('counts what was stored later, however long ago it was sent', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin({ sentAt: at('15:00:00') })])
  const mark = await readLedgerWatermark()
  const filters = [{}, { device_type: ['tv'] }, { user_id: 'late' }, SINCE_NOON]
  for (const filter of filters) {
    expect(await countLoginsSince(filter, mark)).toEqual({ count: 0, isExact: true })
  }
  await store(run, [
    maskedLogin({ sentAt: at('03:00:00'), userId: 'late', deviceType: 'tv' }),
    maskedLogin({ sentAt: at('13:00:00'), deviceType: 'tv' }),
    maskedLogin({ sentAt: at('18:00:00') }),
  ])
  const counts = filters.map((filter) => countLoginsSince(filter, mark))
  expect((await Promise.all(counts)).map((found) => found?.count)).toEqual([3, 2, 1, 2])
})

it('finds nothing new among more logins than are looked at', async () => {
  const run = await makeRun()
  const device = token('device', 7)
  const old = Array.from({ length: 3_000 }, (_, index) =>
    maskedLogin({ maskedDeviceId: device, sentAt: new Date(at('15:00:00').getTime() + index) }),
  )
  await store(run, old)
  const mark = await readLedgerWatermark()
  const filter = { device_id: device, locale: ['DE'] }
  expect(await countLoginsSince(filter, mark)).toEqual({ count: 0, isExact: true })
  await store(run, [maskedLogin({ maskedDeviceId: device })])
  expect(await countLoginsSince(filter, mark)).toEqual({ count: 1, isExact: true })
})

it('counts a batch that was on its way when the page was read, once it is there', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin()])
  // Whoever inserts the same data key waits for the transaction that has it in hand.
  const holder = new pg.Client({ connectionString: services.databaseUrl() })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query(
    `INSERT INTO pii_dek (dek_id, recipient, sealed) VALUES ('held', 'recipient', '')`,
  )
  const storing = store(run, [maskedLogin(), maskedLogin()], 'held')
  await expect.poll(waitingTransactions).toBe(1)
  await store(run, [maskedLogin()])
  const mark = await readLedgerWatermark()
  expect(mark).toMatchObject({ newest: '3', missing: ['2'] })
  await holder.end()
  await storing
  for (const filter of [{}, { device_type: ['android'] }]) {
    expect(await countLoginsSince(filter, mark)).toEqual({ count: 2, isExact: true })
  }
})

it('says at least how many match where much was stored, and finds the rare among it', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin({ deviceType: 'tv' })])
  const mark = await readLedgerWatermark()
  const batch = await insertBatch(run, { stored: 12_000 })
  await services.query(
    `INSERT INTO user_logins (user_id, device_type, message_id, sent_at, batch_id)
     SELECT 'user-' || n % 5000, 'ios', 'much-' || n,
       timestamptz '2026-11-21T12:00:00Z' + n * interval '1 ms', $1::bigint
     FROM generate_series(1, 12000) AS n`,
    [batch],
  )
  await markUnfolded(BigInt(batch))
  await foldAll()
  expect(await countLoginsSince({}, mark)).toEqual({ count: 12_000, isExact: true })
  expect(await countLoginsSince({ user_id: 'user-4' }, mark)).toEqual({ count: 3, isExact: true })
  expect(await countLoginsSince({ device_type: ['tv'] }, mark)).toEqual({ count: 0, isExact: true })
  const many = await countLoginsSince({ device_type: ['ios'] }, mark)
  expect(many?.isExact).toBe(false)
  expect(many?.count).toBeGreaterThan(1_000)
})

async function waitingTransactions(): Promise<number> {
  const [row] = await services.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return row?.count ?? 0
}

it('says that it is not known what is new where the ledger was restored since', async () => {
  const run = await makeRun()
  const empty = await readLedgerWatermark()
  expect(empty).toEqual({ newest: '0', key: null, missing: [] })
  await store(run, [maskedLogin()])
  await store(run, [maskedLogin()])
  const mark = await readLedgerWatermark()
  // A restore from before the newest batch, after which its number is given out again.
  for (const [table, id] of [
    ['ingest_batches', 'id'],
    ['unfolded_batches', 'batch_id'],
    ['user_logins', 'batch_id'],
  ]) {
    await services.query(`DELETE FROM ${table} WHERE ${id} = $1::bigint`, [mark.newest])
  }
  expect(await countLoginsSince({}, mark)).toBeNull()
  await services.query(
    `SELECT setval(pg_get_serial_sequence('ingest_batches', 'id'), $1::bigint - 1)`,
    [mark.newest],
  )
  await store(run, [maskedLogin()])
  expect((await readLedgerWatermark()).newest).toBe(mark.newest)
  for (const filter of [{}, { device_type: ['android'] }]) {
    expect(await countLoginsSince(filter, mark)).toBeNull()
  }
  const now = await readLedgerWatermark()
  await store(run, [maskedLogin()])
  expect(await countLoginsSince({}, now)).toEqual({ count: 1, isExact: true })
})
