import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { generateLogins } from '@/lib/sample/generate-logins'
import { sendAll } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { PGBOUNCER, startPgBouncer } from '@/test/support/proxies/pgbouncer'
import { type PoolingProxy, startPoolingProxy } from '@/test/support/proxies/pooling-proxy'
import { admin, createEmptyDatabase, useServices } from '@/test/support/services'

const COUNT = 1_200
// Short: what an aborted long poll was handed reappears soon.
const services = useServices({ visibilityTimeoutSeconds: 10 })
let pooler: PoolingProxy
let direct: pg.Client
let url: string

beforeEach(async () => {
  url = await createEmptyDatabase()
  direct = new pg.Client({ connectionString: url })
  await direct.connect()
})

afterEach(async () => {
  provideEnv({ DATABASE_URL: services.databaseUrl() })
  await closeDatabase()
  pooler?.close()
  await direct.end()
  await admin(`DROP DATABASE "${direct.database}" WITH (FORCE)`)
})

/** Runs a command through the pooler, and expects it to succeed. @returns what it printed. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(command, args)
  expect(code, stderr).toBe(0)
  return stdout
}

const POOLERS = [
  { name: 'one that lays every trap', start: startPoolingProxy, isHere: true },
  { name: 'PgBouncer', start: startPgBouncer, isHere: PGBOUNCER !== undefined },
]

/** Every process of these tests reaches its database through the pooler, from the first table on. */
describe.each(POOLERS)('everything through a transaction pooler, $name,', ({ start, isHere }) => {
  beforeEach(async ({ skip }) => {
    skip(!isHere, 'npm run test:postgres brings it')
    pooler = await start(url)
    provideEnv({ DATABASE_URL: pooler.url })
  })

  it('migrates, makes keys and ingests, two at once, and leaves no session-level lock', async () => {
    await run('migrate')
    await run('migrate')
    await run('keys', 'init')
    await sendAll([...generateLogins({ count: COUNT, seed: 3, malformed: 0.1 })])
    const drains = await Promise.all([1, 2].map(() => runCli('ingest', ['--json'])))
    // On a slow machine some are not stored in time, which is told by 1, and received again.
    for (const { code, stderr } of drains) expect([0, 1], stderr).toContain(code)
    const ledgers = drains.map(({ stdout }) => JSON.parse(stdout))
    const kept = ledgers.map((each) => each.stored + each.rejected)
    expect(kept[0] + kept[1]).toBe(COUNT)
    const { rows } = await direct.query(`
      SELECT (SELECT count(*)::int FROM user_logins) AS logins,
             (SELECT count(*)::int FROM rejected_messages) AS rejections,
             (SELECT count(*)::int FROM pg_locks JOIN pg_database ON oid = database
              WHERE locktype = 'advisory' AND datname = current_database()) AS locks`)
    const { logins, rejections, locks } = rows[0]
    expect(logins + rejections).toBe(COUNT)
    expect(locks).toBe(0)
    expect(await services.queue().depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 })
  }, 300_000)

  it('says that it passes no schema on, and serves one that the role names', async () => {
    const named = new URL(pooler.url)
    named.searchParams.set('schema', 'elsewhere')
    provideEnv({ DATABASE_URL: named.href })
    const { code, stderr } = await runCli('migrate', [])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/set the role’s search_path instead/)])
    await direct.query('CREATE SCHEMA elsewhere')
    const database = direct.escapeIdentifier(direct.database ?? '')
    await direct.query(`ALTER DATABASE ${database} SET search_path = elsewhere`)
    pooler.close()
    pooler = await start(url)
    provideEnv({ DATABASE_URL: pooler.url })
    await run('migrate')
    const { rows } = await direct.query(
      "SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'user_logins'",
    )
    expect(rows).toEqual([{ schema: 'elsewhere' }])
  })
})
