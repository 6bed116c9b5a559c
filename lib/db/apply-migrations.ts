import type pg from 'pg'
import { aheadWords } from '@/lib/db/check-database'
import { type Migration, readMigrations } from '@/lib/db/read-migrations'
import { UserError } from '@/lib/errors'

/** How long a migration waits for others to let go of a table. */
const LOCK_WAIT_SECONDS = 60

/**
 * Applies the migrations that a database lacks, each in one transaction with its row in Prisma's own
 * history, so that Prisma's tools find what they would have written. Prisma's engine is a download
 * that not every machine can make.
 * @param there a migration whose table was here before the history.
 * @returns the names of those applied now, oldest first.
 * @throws UserError where the database has migrations that this program does not know.
 */
export async function applyMigrations(client: pg.Client, there?: string): Promise<string[]> {
  await client.query(HISTORY)
  const migrations = await readMigrations()
  // A migration is one transaction: one that did not finish has left nothing behind.
  await client.query(
    'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  )
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const applied = new Set(rows.map(({ name }) => name))
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied].filter((name) => !known.has(name))
  if (unknown.length > 0) throw new UserError(aheadWords(unknown))
  const missing = migrations.filter(({ name }) => !applied.has(name))
  const names: string[] = []
  for (const migration of missing) {
    const isThere = migration.name === there
    await applyOne(client, migration, isThere)
    if (!isThere) names.push(migration.name)
  }
  return names
}

async function applyOne(client: pg.Client, migration: Migration, isThere: boolean): Promise<void> {
  const { name, script, checksum } = migration
  const row = [checksum, name].map((value) => client.escapeLiteral(value)).join(', ')
  try {
    // One simple query: it may hold `;` in comments and functions.
    await client.query(`
      BEGIN;
      SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0;
      SET LOCAL lock_timeout = '${LOCK_WAIT_SECONDS}s';
      ${isThere ? '' : script}
      ;INSERT INTO _prisma_migrations
        (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      VALUES (gen_random_uuid(), ${row}, now(), clock_timestamp(), ${isThere ? 0 : 1});
      COMMIT`)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** As Prisma makes it. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
