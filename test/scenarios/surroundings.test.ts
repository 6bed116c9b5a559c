import { describe, expect, it } from 'vitest'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { databaseUrl } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { LoginRow } from '@/lib/model/login'
import { generateLogins } from '@/lib/sample/generate-logins'
import { useSurroundings } from '@/test/support/fixtures/surroundings'
import { PASSPHRASE, sendAll } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { newestRows } from '@/test/support/reveal-log'
import { admin } from '@/test/support/services'

const LOGINS = 60
const PAGE = 25

const { dropped, surround, truth, use, tablesOf } = useSurroundings()

/** Everything a person does first, and what comes of it. @returns the rows, newest first. */
async function ingestAndRead(seed: number): Promise<LoginRow[]> {
  const bodies = [...generateLogins({ count: LOGINS, seed })]
  await sendAll(bodies)
  const run = await drain({ startedBy: 'test' })
  expect(run).toMatchObject({ state: 'finished', problem: null })
  expect(run.ledger).toMatchObject({ received: LOGINS, stored: LOGINS, failed: 0 })
  expect(run.ledger.acknowledged).toBe(LOGINS)
  await foldAll()
  const rows: LoginRow[] = []
  for (let next: string | null = 'first'; next !== null; ) {
    const cursor = next === 'first' ? {} : { cursor: next }
    const page = await searchLogins({
      filter: {},
      sort: 'sent_at',
      order: 'desc',
      limit: PAGE,
      ...cursor,
    })
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}

type Stored = { message_id: string; ms: number; day: string }

async function holdsThere(schema = 'public') {
  const before = Date.now()
  await migrateDatabase(databaseUrl())
  expect(await migrateDatabase(databaseUrl())).toEqual({ applied: [] })
  await initQuickKeys(PASSPHRASE)
  const rows = await ingestAndRead(1)
  const stored = await truth<Stored>(
    `SELECT message_id, (extract(epoch FROM sent_at) * 1000)::float8 AS ms, create_date::text AS day
     FROM user_logins ORDER BY sent_at DESC, id DESC`,
    schema,
  )
  expect(stored).toHaveLength(LOGINS)
  expect(rows.map((row) => [row.messageId, Date.parse(row.sentAt), row.createDate])).toEqual(
    stored.map((row) => [row.message_id, row.ms, row.day]),
  )
  const bodies = [...generateLogins({ count: LOGINS, seed: 1 })].map((body) => JSON.parse(body))
  expect(rows.map(({ userId }) => userId).sort()).toEqual(bodies.map((body) => body.user_id).sort())
  await recordInRevealLog({ action: 'reveal', outcome: 'asked', userId: 'u', userName: 'ann' })
  const after = Date.now()
  const moments = await truth<{ what: string; ms: number }>(
    `SELECT 'run began' AS what, extract(epoch FROM started_at)::float8 * 1000 AS ms FROM ingest_runs
     UNION ALL SELECT 'run ended', extract(epoch FROM ended_at)::float8 * 1000 FROM ingest_runs
     UNION ALL SELECT 'batch began', extract(epoch FROM started_at)::float8 * 1000 FROM ingest_batches
     UNION ALL SELECT 'batch ended', extract(epoch FROM committed_at)::float8 * 1000 FROM ingest_batches
     UNION ALL SELECT 'revealed', extract(epoch FROM at)::float8 * 1000 FROM reveal_log
     UNION ALL SELECT 'sent', extract(epoch FROM sent_at)::float8 * 1000 FROM user_logins
     UNION ALL SELECT 'counted', extract(epoch FROM minute)::float8 * 1000 + 60000 FROM login_minutes`,
    schema,
  )
  // Here and there is one machine; a moment in another zone would be half an hour off at the least.
  const slackMs = 60_000
  expect(moments.length).toBeGreaterThan(LOGINS)
  expect(moments.filter(({ ms }) => ms < before - slackMs || ms > after + slackMs)).toEqual([])
  const [logged] = await newestRows(1)
  const revealed = moments.find(({ what }) => what === 'revealed')
  expect(Date.parse(logged?.at ?? '')).toBe(revealed?.ms)
  expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 1 })
  await rebuildRollups()
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
}

/** Each setting once in each place, in as few databases as can have them side by side. */
const CASES: [name: string, settings: string[]][] = [
  [
    'the time zone of New York, the date style SQL, DMY, bytes in another form, short timeouts and synchronous_commit off, of the database',
    [
      "ALTER DATABASE SET timezone = 'America/New_York'",
      "ALTER DATABASE SET datestyle = 'SQL, DMY'",
      "ALTER DATABASE SET statement_timeout = '5s'",
      "ALTER DATABASE SET lock_timeout = '2s'",
      "ALTER DATABASE SET idle_in_transaction_session_timeout = '5s'",
      'ALTER DATABASE SET synchronous_commit = off',
      "ALTER DATABASE SET bytea_output = 'escape'",
    ],
  ],
  [
    'the time zone of Berlin, the date style German, serializable and short timeouts, of the role',
    [
      "ALTER ROLE SET timezone = 'Europe/Berlin'",
      "ALTER ROLE SET datestyle = 'German'",
      "ALTER ROLE SET default_transaction_isolation = 'serializable'",
      "ALTER ROLE SET statement_timeout = '5s'",
      "ALTER ROLE SET lock_timeout = '2s'",
      "ALTER ROLE SET idle_in_transaction_session_timeout = '5s'",
    ],
  ],
  [
    'the time zone of Kolkata, other intervals and repeatable read, of the database',
    [
      "ALTER DATABASE SET timezone = 'Asia/Kolkata'",
      "ALTER DATABASE SET intervalstyle = 'sql_standard'",
      "ALTER DATABASE SET default_transaction_isolation = 'repeatable read'",
    ],
  ],
]

describe('Veilgate keeps every value and every moment', { timeout: 180_000 }, () => {
  it.each(CASES)('in a database with %s', async (_name, settings) => {
    await use(await surround(settings))
    await holdsThere()
  })

  it('in a schema that the URL names, beside another application', async () => {
    const schema = 'Veil "gate" 2'
    const url = new URL(await surround([]))
    await use(url.href)
    await truth('CREATE TABLE orders (id integer)')
    url.searchParams.set('schema', schema)
    await use(url.href)
    await holdsThere(schema)
    expect(await tablesOf('public')).toEqual(['orders'])
  })

  it.each([
    ['the role’s search_path', 'ALTER ROLE SET search_path = app, public'],
    ['the database’s search_path', 'ALTER DATABASE SET search_path = app, public'],
  ])('in another schema that %s names first', async (_name, setting) => {
    await use(await surround([setting]))
    await truth(`CREATE SCHEMA app AUTHORIZATION "${new URL(databaseUrl()).username}"`)
    await holdsThere('app')
    expect(await tablesOf('public')).toEqual([])
  })

  it('after a cutover that left every sequence behind', async () => {
    await use(await surround([]))
    await holdsThere()
    const sequences = await truth<{ name: string }>('SELECT sequencename AS name FROM pg_sequences')
    for (const { name } of sequences) await truth(`ALTER SEQUENCE ${name} RESTART`)
    const rows = await ingestAndRead(2)
    expect(rows).toHaveLength(2 * LOGINS)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2 * LOGINS)
    expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
    expect((await checkDatabase()).warnings.join()).not.toContain('sequence')
  })
})

describe('migrate refuses in words, with nothing written,', () => {
  it.each(['LATIN1', 'SQL_ASCII'])('a database with the encoding %s', async (encoding) => {
    const url = new URL(await surround([]))
    const name = `${url.pathname.slice(1)}_narrow`
    dropped.unshift(`DROP DATABASE "${name}" WITH (FORCE)`)
    await admin(
      `CREATE DATABASE "${name}" ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0 OWNER ${url.username}`,
    )
    url.pathname = `/${name}`
    await use(url.href)
    await expect(migrateDatabase(url.href)).rejects.toThrow(
      new RegExp(`${name} .*has the encoding ${encoding}, .* Veilgate needs UTF8`),
    )
    expect(await tablesOf('public')).toEqual([])
  })

  it('a search_path of which nothing is there', async () => {
    await use(await surround(['ALTER ROLE SET search_path = nowhere']))
    await expect(migrateDatabase(databaseUrl())).rejects.toThrow(
      /in no schema of the database at .*search_path of its sessions is nowhere.*\?schema=/,
    )
    const schemas = await truth("SELECT FROM pg_namespace WHERE nspname = 'nowhere'")
    expect([...schemas, ...(await tablesOf('public'))]).toEqual([])
  })
})
