import pg from 'pg'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimRun } from '@/lib/db/runs/claim-run'
import { heartbeatRun } from '@/lib/db/runs/heartbeat-run'
import { interruptSilentRuns } from '@/lib/db/runs/interrupt-silent-runs'
import { transaction } from '@/lib/db/transaction'
import { DRAIN, insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

const services = usePipeline()

const HOUR_MS = 3_600_000

it('takes a run for dead that was last heard of before the database’s clock was put back', async () => {
  const id = await insertRun('running')
  const { key } = await database().ingestRun.update({
    where: { id },
    data: { heartbeatAt: new Date(Date.now() + HOUR_MS) },
  })
  expect((await claimRun(DRAIN, { beside: false })).kind).toBe('started')
  const state = async () => (await database().ingestRun.findUniqueOrThrow({ where: { id } })).state
  expect(await state()).toBe('interrupted')
  // One that lives says so within a second.
  expect(await heartbeatRun({ id, key }, null)).toBe('go-on')
  expect(await state()).toBe('running')
})

it('leaves a run to its process that is just being heard of, and waits for none', async () => {
  const [heard, silent] = [await insertRun('silent'), await insertRun('silent')]
  const process = new pg.Client({ connectionString: services.databaseUrl() })
  await process.connect()
  try {
    await process.query('BEGIN')
    await process.query('UPDATE ingest_runs SET heartbeat_at = now() WHERE id = $1', [heard])
    const interrupted = transaction(interruptSilentRuns, { timeoutMs: 3_000 })
    expect(await interrupted).toEqual([silent])
  } finally {
    await process.end()
  }
})
