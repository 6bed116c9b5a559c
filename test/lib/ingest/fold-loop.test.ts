import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FOLD_LOCK } from '@/lib/db/rollups/rollup-tables'
import { drain } from '@/lib/ingest/drain'
import { foldAll, startFolding, stopFolding, waitForFold } from '@/lib/ingest/fold-loop'
import { HOUR_MS } from '@/lib/model/time/units'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { bodyWith, sendAll, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
const SECOND_MS = 1_000

let folder: pg.Client
let stop: AbortController
let waiting: Promise<void>

beforeEach(async () => {
  stop = new AbortController()
  await store(await makeRun(), [maskedLogin()])
  // Whoever holds this lock folds; it stands for a fold that takes its time.
  folder = new pg.Client({ connectionString: services.databaseUrl() })
  await folder.connect()
  await folder.query('SELECT pg_advisory_lock($1)', [FOLD_LOCK])
  startFolding()
  await expect.poll(isHeldBack, { timeout: 20_000 }).toBe(true)
  waiting = waitForFold(stop.signal)
})

afterEach(async () => {
  await folder.end()
  await stopFolding()
  await foldAll()
})

it('holds the lanes back where a fold is late, until it is done', async () => {
  await folder.query('SELECT pg_advisory_unlock($1)', [FOLD_LOCK])
  let isWaiting = true
  const letGo = waiting.then(() => {
    isWaiting = false
  })
  while (isWaiting) await commitAgo(SECOND_MS)
  await letGo
  expect(await services.query('SELECT * FROM unfolded_batches')).toEqual([])
})

it('receives nothing for a run as long as its fold is late', async () => {
  await sendAll(Array.from({ length: 20 }, (_, index) => bodyWith({ user_id: `user-${index}` })))
  const draining = drain({ startedBy: 'a test' })
  await expect.poll(runs).toBe(2)
  for (let look = 0; look < 10; look += 1) expect(await isHeldBack()).toBe(true)
  const [released] = await services.query<{ at: Date }>('SELECT clock_timestamp() AS at')
  await folder.query('SELECT pg_advisory_unlock($1)', [FOLD_LOCK])
  const { id, ledger } = await draining
  expect(ledger).toMatchObject({ received: 20, stored: 20, balanced: true })
  const [first] = await services.query<{ at: Date }>(
    'SELECT min(started_at) AS at FROM ingest_batches WHERE run_id = $1',
    [id],
  )
  expect(first?.at.getTime()).toBeGreaterThanOrEqual(released?.at.getTime() ?? Number.NaN)
})

it('does not hold the lanes back where something else holds the fold up', async () => {
  await commitAgo(HOUR_MS)
  await waiting
  expect(await services.query('SELECT * FROM unfolded_batches')).toHaveLength(1)
})

it('lets a lane go that is told to stop', async () => {
  stop.abort()
  await waiting
})

/** Each look makes the batch young again, so that a slow machine does not make it too old. */
async function isHeldBack(): Promise<boolean> {
  await commitAgo(SECOND_MS)
  const look = new AbortController()
  const goesOn = waitForFold(look.signal).then(() => look.signal.aborted)
  setTimeout(() => look.abort(), 50)
  return goesOn
}

async function runs(): Promise<number> {
  await commitAgo(SECOND_MS)
  return (await services.query('SELECT FROM ingest_runs')).length
}

async function commitAgo(ms: number) {
  await services.query(
    `UPDATE ingest_batches SET committed_at = clock_timestamp() - ${ms} * interval '1 ms'`,
  )
}
