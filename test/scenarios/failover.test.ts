import { chmodSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHealth } from '@/app/api/health/read-health'
import { closeDatabase, database } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { freePort } from '@/lib/embedded/free-port'
import { provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { readFigures, UNKNOWN_FIGURES } from '@/lib/live/read-figures'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, ledgerTotals, PASSPHRASE, sendAll } from '@/test/support/pipeline'
import {
  type DatabaseFaultProxy,
  startDatabaseFaultProxy,
} from '@/test/support/proxies/database-fault-proxy'
import { initQuickKeys } from '@/test/support/quick-keys'
import {
  type Cluster,
  copyAsStandby,
  makeTestCluster,
  removeCluster,
  type ServedCluster,
  serveCluster,
} from '@/test/support/servers/postgres-cluster'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { useServices } from '@/test/support/services'

const COUNT = 4_000
const DATABASE = 'veilgate'
/** As the primary knows it: nothing is committed before it is there, too. */
const STANDBY = 'standby'
const services = useServices({ visibilityTimeoutSeconds: 20, maxReceiveCount: 1_000 })
let folder: string
let files: Cluster
let primary: ServedCluster
let standby: ServedCluster
let standbyPort: number
let proxy: DatabaseFaultProxy

/** A primary, a synchronous standby, and a proxy that leads to the primary. */
beforeAll(async () => {
  folder = makeTestFolder('veilgate-failover-')
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  files = await makeTestCluster(folder)
  const [port, other] = [await freePort(), await freePort()]
  standbyPort = other
  const copy = copyAsStandby(files, STANDBY)
  primary = await serveCluster(files, { port })
  standby = await serveCluster(copy, {
    port: standbyPort,
    settings: {
      primary_conninfo: `host=127.0.0.1 port=${port} user=veilgate password=${files.password} application_name=${STANDBY}`,
    },
  })
  await set(`synchronous_standby_names = ${STANDBY}`)
  proxy = await startDatabaseFaultProxy(port)
  const url = new URL(primary.url(DATABASE))
  url.port = String(proxy.port)
  await closeDatabase()
  provideEnv({ DATABASE_URL: url.href })
  await migrateDatabase(url.href)
  await initQuickKeys(PASSPHRASE)
})

afterAll(async () => {
  provideEnv({ DATABASE_URL: services.databaseUrl() })
  await closeDatabase()
  proxy?.close()
  await Promise.all([primary?.stop('killed'), standby?.stop('killed')])
  removeCluster(files)
  rmSync(folder, { recursive: true, force: true })
})

/** Changes a setting of the primary while it runs. */
async function set(setting: string) {
  await primary.sql(`ALTER SYSTEM SET ${setting}`)
  await primary.sql('SELECT pg_reload_conf()')
}

const figures = () => readFigures(UNKNOWN_FIGURES)

describe('a proxy that fails over, first to nothing that can be written, then to nothing at all', () => {
  it('loses and doubles nothing, and the console says what it waits for', async () => {
    await sendAll([...generateLogins({ count: COUNT, seed: 9, malformed: 0.05 })])
    const draining = drain({ startedBy: 'test' })
    await eventually(async () => (await database().ingestBatch.count()) > 0)

    await set('default_transaction_read_only = on')
    await eventually(async () => (await figures()).database.failure !== null)
    expect((await figures()).database).toMatchObject({
      reachable: true,
      failure: expect.stringContaining('is read-only, as a standby is'),
    })
    await eventually(async () => !(await readHealth()).ok)
    expect((await readHealth()).parts.database).toEqual({
      ok: false,
      problem: 'The database is read-only, as a standby is (25006)',
    })

    proxy.refuse()
    await primary.stop('killed')
    await eventually(async () => !(await figures()).database.reachable)
    expect(await standby.sql('SELECT pg_is_in_recovery() AS waits')).toEqual([{ waits: true }])

    await standby.sql('SELECT pg_promote()')
    proxy.redirect(standbyPort)
    await proxy.accept()
    const run = await draining
    expect(run).toMatchObject({ state: 'finished', problem: null })
    expect(run.ledger.balanced).toBe(true)
    await expectAllKeptOnce()
    await eventually(async () => (await readHealth()).parts.database.ok)
    expect((await figures()).database).toMatchObject({ reachable: true, failure: null })
  }, 180_000)
})

/** Every message that was sent is a row or a rejection of the new primary, once. */
async function expectAllKeptOnce() {
  const [row] = await standby.sql<{ rows: number; ids: number }>(
    `SELECT count(*)::int AS rows, count(DISTINCT id)::int AS ids
     FROM (SELECT message_id AS id FROM user_logins
           UNION ALL SELECT message_id FROM rejected_messages) AS kept`,
    DATABASE,
  )
  expect(row).toEqual({ rows: COUNT, ids: COUNT })
  const { stored, rejected } = await ledgerTotals()
  expect(stored + rejected).toBe(COUNT)
  expect(await services.queue().depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 })
  const dead = await services.queue().depth(services.queue().deadLetterUrl)
  expect(dead.visible).toBe(0)
}
