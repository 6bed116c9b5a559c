import { afterEach, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { readPostgresState } from '@/lib/embedded/postgres-state'
import { drain } from '@/lib/ingest/drain'
import { generateLogins } from '@/lib/sample/generate-logins'
import { partitionLogins } from '@/test/support/database/partition-logins'
import { eventually } from '@/test/support/pipeline'
import {
  type DatabaseFaultProxy,
  startDatabaseFaultProxy,
} from '@/test/support/proxies/database-fault-proxy'
import { configure, removeServer, serverFolder } from '@/test/support/restore/archiving-server'
import {
  DRILL,
  eraseAnn,
  expectWhole,
  goOn,
  replay,
  send,
  startDrill,
  useDatabase,
} from '@/test/support/restore/drill'
import { type PostgresServer, startPostgresServer } from '@/test/support/servers/postgres-server'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
const DB = 'veilgate'

const servers: PostgresServer[] = []
let proxy: DatabaseFaultProxy | undefined
afterEach(async () => {
  await useDatabase(services.databaseUrl())
  proxy?.close()
  for (const server of servers.splice(0).reverse()) await removeServer(server)
})

/** The tables that are replicated: all but the history of migrations, which both servers have. */
const TABLES = `SELECT string_agg(format('%I', relname), ', ') AS names FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND relname <> '_prisma_migrations'`

async function startBoth() {
  const older = await startPostgresServer(serverFolder())
  servers.push(older)
  await configure(older, { wal_level: 'logical' })
  // Processes sign in at either with what they have.
  const newer = await startPostgresServer(serverFolder(readPostgresState(older.dataDir)?.password))
  servers.push(newer)
  for (const { url } of [older, newer]) await migrateDatabase(url)
  // It has run for longer, and has months of its own.
  await partitionLogins({ query: (sql) => older.sql(sql, DB) }, 3)
  proxy = await startDatabaseFaultProxy(older.port)
  const url = new URL(older.url)
  url.port = String(proxy.port)
  return { older, newer, proxy, url: url.href }
}

async function subscribe(older: PostgresServer, newer: PostgresServer) {
  const [tables] = await older.sql<{ names: string }>(TABLES, DB)
  await older.sql(
    `CREATE PUBLICATION cutover FOR TABLE ${tables?.names} WITH (publish_via_partition_root = true)`,
    DB,
  )
  await newer.sql(`CREATE SUBSCRIPTION cutover CONNECTION '${older.url}' PUBLICATION cutover`, DB)
  await eventually(async () => {
    const [row] = await newer.sql<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_subscription_rel WHERE srsubstate <> 'r'",
      DB,
    )
    return row?.waiting === 0
  })
}

/** Ends all sessions of the older server, waits until the newer one has what they committed, and leads there. */
async function cutOver(older: PostgresServer, newer: PostgresServer, way: DatabaseFaultProxy) {
  way.refuse()
  await older.sql(`
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = '${DB}' AND backend_type = 'client backend'`)
  const [end] = await older.sql<{ lsn: string }>('SELECT pg_current_wal_lsn()::text AS lsn')
  await eventually(async () => {
    const [slot] = await older.sql<{ done: boolean }>(
      `SELECT confirmed_flush_lsn >= '${end?.lsn}' AS done FROM pg_replication_slots`,
    )
    return slot?.done ?? false
  })
  await newer.sql('DROP SUBSCRIPTION cutover', DB)
  await older.stop()
  way.redirect(newer.port)
  await way.accept()
}

it('is cut over to in the middle of a run, which goes on there', async () => {
  const { older, newer, proxy, url } = await startBoth()
  await useDatabase(url)
  const drill = await startDrill(services)
  await subscribe(older, newer)
  await eraseAnn()
  await send(drill, [...generateLogins({ count: 600, seed: 5, malformed: 0.1 })])
  const running = drain({ startedBy: 'test', maxPerSecond: 100 })
  await eventually(async () => (await database().ingestBatch.count({ where: { runId: 2 } })) > 1)
  await cutOver(older, newer, proxy)
  const run = await running
  expect(run).toMatchObject({ id: 2, state: 'finished', ledger: { balanced: true } })
  expect(run.ledger.stored + run.ledger.rejected).toBe(600)
  expect(await replay()).toBe(0)
  await goOn(drill)
  await expectWhole(drill)
}, 240_000)
