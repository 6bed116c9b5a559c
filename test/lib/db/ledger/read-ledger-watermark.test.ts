import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { MAX_MISSING, readLedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

async function insertBatches(...ids: number[]): Promise<void> {
  const run = await insertRun()
  for (const id of ids) {
    await services.query("SELECT setval('ingest_batches_id_seq', $1, false)", [id])
    await insertBatch(run)
  }
}

it('is at the beginning where there is no batch', async () => {
  expect(await readLedgerWatermark()).toEqual({ newest: '0', key: null, missing: [] })
})

it('names the newest batch with its key, and the numbers before it that are not there yet', async () => {
  await insertBatches(1, 2, 4, 7)
  const newest = await database().ingestBatch.findUniqueOrThrow({ where: { id: 7n } })
  expect(await readLedgerWatermark()).toEqual({
    newest: '7',
    key: newest.key,
    missing: ['6', '5', '3'],
  })
})

it('names the newest of many that are missing, and none of before the first', async () => {
  await insertBatches(5_000)
  const { missing } = await readLedgerWatermark()
  expect(missing).toEqual(Array.from({ length: MAX_MISSING }, (_, at) => String(4_999 - at)))
  await services.query('TRUNCATE ingest_batches')
  await insertBatches(3)
  expect((await readLedgerWatermark()).missing).toEqual(['2', '1'])
})

it('takes for gaps what is missing a thousand numbers before the newest', async () => {
  await insertBatches(1_001)
  const run = await insertRun()
  await services.query(
    `INSERT INTO ingest_batches (id, run_id, lane, received, stored, duplicates, rejected, failed, started_at)
     SELECT n, $1, 1, 0, 0, 0, 0, 0, now() FROM generate_series(1002, 2005) AS n`,
    [run],
  )
  expect((await readLedgerWatermark()).missing).toEqual([])
})
