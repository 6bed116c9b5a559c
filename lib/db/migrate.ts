import pg from 'pg'
import { applyMigrations } from '@/lib/db/apply-migrations'
import { checkEncoding } from '@/lib/db/check-database'
import { type Standing, schemaStanding } from '@/lib/db/schema-standing'
import { describeFailure, failureCode, UserError } from '@/lib/errors'

/** The migration that creates the exercise's table; a database that has it starts after this one. */
const BASELINE = '20261121000000_user_logins'
/** Any number that no other application takes an advisory lock on. */
const LOCK_ID = 7_313_104_221
const LOCK_WAIT_SECONDS = 60

/**
 * Brings the database up to date with prisma/migrations, creating it, and the schema that its URL
 * names, if it is missing. Processes that migrate at once wait for each other.
 * @returns the names of the migrations that were applied now, oldest first.
 * @throws UserError where the database cannot be reached, holds something else, is not fit for our
 *   data, or is ahead of us.
 */
export async function migrateDatabase(databaseUrl: string): Promise<{ applied: string[] }> {
  const holder = await connect(databaseUrl)
  try {
    await takeTurn(holder)
    return await migrate(databaseUrl)
  } catch (error) {
    throw explain(error, databaseUrl)
  } finally {
    await holder.end().catch(() => {})
  }
}

/** Held by a transaction that does nothing else: a pooler would leave a session's lock behind. */
async function takeTurn(holder: pg.Client): Promise<void> {
  await holder.query(`
    BEGIN;
    SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL lock_timeout = '${LOCK_WAIT_SECONDS}s'`)
  await holder.query('SELECT pg_advisory_xact_lock($1)', [LOCK_ID])
}

async function migrate(databaseUrl: string): Promise<{ applied: string[] }> {
  const client = await connect(databaseUrl)
  try {
    const { rows } = await client.query<{ encoding: string }>(
      `SELECT current_setting('server_encoding') AS encoding`,
    )
    checkEncoding(rows[0]?.encoding ?? '')
    await makeSchema(client, databaseUrl)
    const standing = await schemaStanding(client)
    if (standing.kind === 'foreign') throw new UserError(refusal(standing, databaseUrl))
    const there = standing.kind === 'exercise' ? BASELINE : undefined
    return { applied: await applyMigrations(client, there) }
  } finally {
    await client.end().catch(() => {})
  }
}

/** @throws UserError where nothing that the connection looks in is there. */
async function makeSchema(client: pg.Client, databaseUrl: string): Promise<void> {
  const wanted = new URL(databaseUrl).searchParams.get('schema')
  if (wanted !== null) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(wanted)}`)
  }
  const { rows } = await client.query<{ schema: string | null; path: string }>(
    `SELECT current_schema() AS schema, current_setting('search_path') AS path`,
  )
  if (typeof rows[0]?.schema === 'string') return
  throw new UserError(
    `The database ${place(databaseUrl)} has none of the schemas of its search_path ` +
      `(${rows[0]?.path}). Create one of them, or name one with ?schema= in DATABASE_URL.`,
  )
}

async function connect(databaseUrl: string, mayCreate = true): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'veilgate-migrate',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    if (mayCreate && failureCode(error) === '3D000') {
      await createDatabase(databaseUrl)
      return connect(databaseUrl, false)
    }
    throw explain(error, databaseUrl)
  }
}

async function createDatabase(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const name = decodeURIComponent(url.pathname.slice(1))
  url.pathname = '/postgres'
  const client = await connect(url.href, false)
  try {
    // A template of another encoding would decide it else.
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`,
    )
  } catch (error) {
    // Another process was quicker.
    if (!['42P04', '23505'].includes(failureCode(error) ?? '')) throw explain(error, databaseUrl)
  } finally {
    await client.end()
  }
}

function refusal(standing: Extract<Standing, { kind: 'foreign' }>, databaseUrl: string) {
  return (
    `The database ${place(databaseUrl)} is not empty and was not made by Veilgate ` +
    `(${standing.because}). Give DATABASE_URL a database of its own, or one that holds only the ` +
    'table user_logins.'
  )
}

function explain(error: unknown, databaseUrl: string): UserError {
  if (error instanceof UserError) return error
  const code = failureCode(error)
  const words =
    code === '55P03'
      ? `somebody has held it, or one of its tables, for ${LOCK_WAIT_SECONDS} seconds (55P03)`
      : (SERVER_WORDS[code ?? ''] ?? describeFailure(error))
  return new UserError(`The database ${place(databaseUrl)} cannot be migrated: ${words}.`, {
    cause: error,
  })
}

/** Where it is, without user or password. */
function place(databaseUrl: string) {
  const url = new URL(databaseUrl)
  return `${url.host}${url.pathname}`
}

const SERVER_WORDS: Record<string, string> = {
  '28P01': 'the password is wrong (28P01)',
  '28000': 'the server refuses this user (28000)',
  '42501': 'its user may not create tables there (42501)',
  '3D000': 'it does not exist, and its user may not create it (3D000)',
}
