import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FOLD_LOCK } from '@/lib/db/rollup-tables'
import { startFolding, stopFolding, waitForFold } from '@/lib/ingest/fold-loop'
import { useServices } from '@/test/support/services'
import { makeRun, maskedLogin, store } from '@/test/support/stored-logins'

const services = useServices({ database: 'per-test' })
const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

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
})

it('holds the lanes back where a fold is late, until it is done', async () => {
  await folder.query('SELECT pg_advisory_unlock($1)', [FOLD_LOCK])
  await waiting
  expect(await services.query('SELECT * FROM unfolded_batches')).toEqual([])
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

/** The batch is made young again at each look, so that a slow machine does not make it too old. */
async function isHeldBack(): Promise<boolean> {
  await commitAgo(SECOND_MS)
  const look = new AbortController()
  const goesOn = waitForFold(look.signal).then(() => look.signal.aborted)
  setTimeout(() => look.abort(), 50)
  return goesOn
}

async function commitAgo(ms: number) {
  await services.query(
    `UPDATE ingest_batches SET committed_at = clock_timestamp() - ${ms} * interval '1 ms'`,
  )
}
