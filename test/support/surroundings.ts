import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { databaseUrl, provideEnv } from '@/lib/env'
import { admin, createEmptyDatabase, useServices } from '@/test/support/services'

/** Databases and roles set up as a case asks for, which go with each test. */
export function useSurroundings() {
  const services = useServices()
  const dropped: string[] = []

  afterEach(async () => {
    await closeDatabase()
    for (const statement of dropped.splice(0)) await admin(statement)
  })

  /** A new empty database and a role that owns it, both with what a case sets. */
  async function surround(settings: readonly string[]): Promise<string> {
    const url = new URL(await createEmptyDatabase())
    const database = url.pathname.slice(1)
    const role = `role_${randomBytes(6).toString('hex')}`
    const password = randomBytes(12).toString('hex')
    dropped.push(`DROP DATABASE "${database}" WITH (FORCE)`, `DROP ROLE ${role}`)
    await admin(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`)
    await admin(`ALTER DATABASE "${database}" OWNER TO ${role}`)
    for (const setting of settings) {
      await admin(
        setting.replace('DATABASE', `DATABASE "${database}"`).replace('ROLE', `ROLE ${role}`),
      )
    }
    Object.assign(url, { username: role, password })
    return url.href
  }

  /** What the server itself says, in a session that none of it touches. */
  async function truth<Row extends object>(sql: string, schema = 'public'): Promise<Row[]> {
    const url = new URL(services.databaseUrl())
    url.pathname = new URL(databaseUrl()).pathname
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      await client.query(`
        SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET statement_timeout = 0;
        SET default_transaction_isolation = 'read committed';
        SET search_path = ${client.escapeIdentifier(schema)}`)
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  async function use(url: string) {
    await closeDatabase()
    const keysDir = join(services.dataDir(), randomBytes(6).toString('hex'))
    provideEnv({ DATABASE_URL: url, VEILGATE_KEYS_DIR: keysDir })
  }

  async function tablesOf(schema: string): Promise<string[]> {
    const rows = await truth<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}' ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  }

  return { dropped, surround, truth, use, tablesOf }
}
