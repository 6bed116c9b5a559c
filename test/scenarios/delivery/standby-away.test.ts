import { chmodSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { freePort } from '@/lib/embedded/free-port'
import { provideEnv } from '@/lib/env'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import {
  bodyWith,
  eventually,
  ledgerTotals,
  PASSPHRASE,
  sendAll,
  testRun,
} from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import {
  type Cluster,
  makeTestCluster,
  removeCluster,
  type ServedCluster,
  serveCluster,
} from '@/test/support/servers/postgres-cluster'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { useServices } from '@/test/support/services'

const COUNT = 40
const VISIBILITY_TIMEOUT_SECONDS = 5
/** Enough for more deliveries than a message has, were it received. */
const OUTAGE_MS = 6 * VISIBILITY_TIMEOUT_SECONDS * 1_000
const services = useServices({
  visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
  maxReceiveCount: 3,
})
let folder: string
let files: Cluster
let primary: ServedCluster

/** A server of its own: what its commits wait for is a setting of the server. */
beforeAll(async () => {
  folder = makeTestFolder('veilgate-standby-')
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  files = await makeTestCluster(folder)
  primary = await serveCluster(files, { port: await freePort() })
  await closeDatabase()
  provideEnv({ DATABASE_URL: primary.url('veilgate') })
  await migrateDatabase(primary.url('veilgate'))
  await initQuickKeys(PASSPHRASE)
})

afterAll(async () => {
  provideEnv({ DATABASE_URL: services.databaseUrl() })
  await closeDatabase()
  await primary?.stop('killed')
  removeCluster(files)
  rmSync(folder, { recursive: true, force: true })
})

/** Commits wait for a standby of this name, which is not there; an empty one ends that. */
async function waitForStandby(name: string) {
  await primary.sql(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`)
  await primary.sql('SELECT pg_reload_conf()')
}

afterEach(() => waitForStandby(''))

it('costs a message one receive that no COMMIT ends, and each is stored once after that', async () => {
  const draining = drain({ startedBy: 'test' })
  await eventually(async () => (await database().ingestRun.count()) > 0)
  await waitForStandby('standby')
  await sendAll(Array.from({ length: COUNT }, (_, at) => bodyWith({ user_id: `user-${at}` })))
  await sleep(OUTAGE_MS)
  const { visible, inFlight, deadLetter } = await openQueue().depth()
  expect({ waiting: visible + inFlight, deadLetter }).toEqual({ waiting: COUNT, deadLetter: 0 })
  await waitForStandby('')
  const { state, ledger } = await draining
  expect(state).toBe('finished')
  expect(ledger.balanced).toBe(true)
  expect(ledger.received).toBeLessThanOrEqual(2 * COUNT)
  expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  expect(await database().userLogin.count()).toBe(COUNT)
  expect((await ledgerTotals()).stored).toBe(COUNT)
})

it('acknowledges nothing on the word of a COMMIT whose wait for the standby was cancelled', async () => {
  // A role may ask to be told of errors alone.
  await primary.sql('ALTER ROLE veilgate SET client_min_messages = error')
  await closeDatabase()
  await sendAll([bodyWith({ user_id: 'user' })])
  const run = await testRun({ visibilityTimeoutSeconds: 15 })
  await waitForStandby('standby')
  const turn = ingestBatch(run, 0, 1)
  let cancelled = 0
  await eventually(async () => {
    cancelled += await cancelWaits()
    return cancelled > 1
  })
  // The row is there, and a standby that is promoted does not have it.
  expect(run.progress.acknowledged).toBe(0)
  expect(run.troubles.get('storing 0')).toContain('its synchronous standby did not confirm')
  await waitForStandby('')
  await turn
  expect(run.progress).toMatchObject({ stored: 1, duplicates: 0, acknowledged: 1 })
})

/** As an operator does whose sessions hang. @returns how many waited. */
async function cancelWaits(): Promise<number> {
  const rows = await primary.sql(
    `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`,
  )
  return rows.length
}
