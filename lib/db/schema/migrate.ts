import type pg from 'pg'
import { keyInSchema } from '@/lib/db/advisory-lock'
import { checkEncoding } from '@/lib/db/connection/check-encoding'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'
import { applyNextMigration } from '@/lib/db/schema/apply-next-migration'
import { connectToMigrate } from '@/lib/db/schema/connect-to-migrate'
import { createDatabase } from '@/lib/db/schema/create-database'
import {
  describeMigrationFailure,
  LOCK_WAIT_SECONDS,
} from '@/lib/db/schema/describe-migration-failure'
import { readMigrations } from '@/lib/db/schema/read-migrations'
import { failureCode, UserError } from '@/lib/errors'

/** Any number that no other application takes an advisory lock on. */
const LOCK_ID = 7_313_104_221
/** The schema need not be there yet. */
const LOCK_KEY = keyInSchema(`${LOCK_ID}`, "coalesce($1::text, current_schema()::text, 'public')")

/**
 * Brings the database up to date with prisma/migrations, creating it, and the schema that its URL
 * names, where they are missing. Processes that migrate at once take turns.
 * @returns the names of the migrations that were applied now, oldest first.
 * @throws UserError where the database cannot be reached, is not in UTF8, holds something else, or is
 *   ahead of this program; nothing is written then.
 */
export async function migrateDatabase(databaseUrl: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations()
  const config = connectionConfig(databaseUrl)
  try {
    const client = await connectOrCreate(databaseUrl)
    try {
      const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding')
      checkEncoding(rows[0]?.server_encoding ?? '', config.where)
      const applied: string[] = []
      for (;;) {
        const next = () => applyNextMigration(client, migrations, config)
        const name = await inTurn(client, config.schema, next)
        if (name === undefined) return { applied }
        applied.push(name)
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${describeMigrationFailure(error)}.`, { cause: error })
  }
}

async function connectOrCreate(databaseUrl: string): Promise<pg.Client> {
  try {
    return await connectToMigrate(databaseUrl)
  } catch (error) {
    if (failureCode(error) !== '3D000') throw error
    await createDatabase(databaseUrl)
    return connectToMigrate(databaseUrl)
  }
}

/**
 * One transaction, with the lock its own: a session's would be left behind in a pool, and one held on
 * another connection could be lost unnoticed, or wait for ever for a pool that has one connection.
 */
async function inTurn<T>(
  client: pg.Client,
  schema: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(BEGIN)
  try {
    await client
      .query(`SELECT pg_advisory_xact_lock(${LOCK_KEY})`, [schema ?? null])
      .catch((error) => {
        throw failureCode(error) === '55P03' ? new UserError(BUSY, { cause: error }) : error
      })
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** The same whatever the server, the database or the role defaults to. */
const BEGIN = `
  BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL lock_timeout = '${LOCK_WAIT_SECONDS}s';
  SET LOCAL statement_timeout = 0;
  ${NO_TRANSACTION_TIMEOUT};
  SET LOCAL idle_in_transaction_session_timeout = '${LOCK_WAIT_SECONDS}s';
  SELECT set_config('synchronous_commit', 'on', true)
  WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')`

const BUSY =
  `Another process has been migrating the database for ${LOCK_WAIT_SECONDS} seconds. Wait until it ` +
  'has finished, then run npm run migrate again.'
