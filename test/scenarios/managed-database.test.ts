import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { stopPostgres } from '@/lib/embedded/postgres'
import { provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import { generateLogins } from '@/lib/sample/generate-logins'
import { PASSPHRASE, sendAll } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { startOwnPostgres } from '@/test/support/servers/own-postgres'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { useServices } from '@/test/support/services'

const COUNT = 20
const dataDir = makeTestFolder('veilgate-managed-')
const services = useServices()

/** What the provider keeps to itself. */
let provider: pg.Client
let server: URL

/** A server of its own: roles are the server's, and here none is made yet. */
beforeAll(async () => {
  chmodSync(dataDir, 0o711)
  const { url } = await startOwnPostgres(dataDir)
  server = new URL(url)
  provider = new pg.Client({ connectionString: url })
  await provider.connect()
  for (const role of ['tenant', 'guest']) {
    await provider.query(`CREATE ROLE ${role} LOGIN PASSWORD 'of the tests'
      NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS`)
  }
  await provider.query('CREATE DATABASE logins OWNER tenant')
})

afterAll(async () => {
  provideEnv({ DATABASE_URL: services.databaseUrl() })
  await closeDatabase()
  await provider?.end()
  await stopPostgres(dataDir)
  rmSync(dataDir, { recursive: true, force: true })
})

it('serves an owner who may do nothing else, and roles that the provider’s admin makes', async () => {
  const owner = urlOf('tenant', 'logins')
  expect((await migrateDatabase(owner)).applied.length).toBeGreaterThan(0)
  await become(owner)
  await initQuickKeys(PASSPHRASE)
  await ingest()

  const words = await refusalOf(applyRoles(owner))
  expect(words).toMatch(/may not\. Have somebody who may.*run these statements once, then run npm/)
  const statements = words.split('\n').slice(1)
  expect(statements).toHaveLength(4)
  for (const statement of statements) await provider.query(statement)
  await applyRoles(owner)
  await applyRoles(owner)

  await provider.query(
    "CREATE ROLE logins_worker LOGIN PASSWORD 'of the tests' IN ROLE veilgate_worker",
  )
  await become(urlOf('logins_worker', 'logins'))
  await ingest()
  expect(await refusalOf(applyRoles(urlOf('logins_worker', 'logins')))).toMatch(
    /does not own the tables\. Run npm run migrate -- --roles as their owner/,
  )
})

it('tells a user without a place for tables how to get one, which then serves', async () => {
  await provider.query('CREATE DATABASE shared')
  // Until version 14 everybody may create tables in public.
  const there = await clientOf('shared')
  await there.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC')
  const guest = new URL(urlOf('guest', 'shared'))
  const words = await refusalOf(migrateDatabase(guest.href))
  expect(words).toMatch(/may not create tables there.*\?schema=veilgate \(42501\)/)
  await there.query('CREATE SCHEMA veilgate AUTHORIZATION guest').finally(() => there.end())
  guest.searchParams.set('schema', 'veilgate')
  await migrateDatabase(guest.href)
  await become(guest.href)
  provideEnv({ VEILGATE_KEYS_DIR: join(dataDir, 'keys of the guest') })
  await initQuickKeys(PASSPHRASE)
  await ingest()
})

let seed = 1

async function ingest() {
  seed += 1
  await sendAll([...generateLogins({ count: COUNT, seed })])
  const { ledger, problem } = await drain({ startedBy: 'test' })
  expect(problem).toBe(null)
  expect(ledger).toMatchObject({ stored: COUNT, failed: 0, acknowledged: COUNT })
  await foldAll()
}

async function become(url: string) {
  await closeDatabase()
  provideEnv({ DATABASE_URL: url })
}

function urlOf(user: string, database: string): string {
  const url = new URL(server)
  Object.assign(url, { username: user, password: 'of%20the%20tests', pathname: `/${database}` })
  return url.href
}

async function clientOf(database: string): Promise<pg.Client> {
  const url = new URL(server)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'It was allowed.',
    (error) => (error as Error).message,
  )
}
