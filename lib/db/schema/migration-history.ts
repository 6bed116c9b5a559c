import type pg from 'pg'
import type { Migration } from '@/lib/db/schema/read-migrations'

/**
 * The names of the migrations that a database has. The table is Prisma's own, so that its tools read
 * it as well; it is made where it is missing. Where nothing is missing, it is read alone: a console
 * signs in as a role that may do no more.
 */
export async function readHistory(client: pg.Client): Promise<Set<string>> {
  // IF NOT EXISTS asks for the right to create tables even where there is nothing to create.
  if (!(await isThere(client))) await client.query(CREATE_TABLE)
  const { rows } = await client.query<{ name: string; isFinished: boolean }>(`
    SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished" FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY started_at`)
  const finished = rows.filter(({ isFinished }) => isFinished)
  // A migration is one transaction: one that is not finished has left nothing behind. Such rows come
  // from earlier versions, which entered a migration before they ran it.
  if (finished.length < rows.length) {
    await client.query(`
      UPDATE _prisma_migrations SET rolled_back_at = now()
      WHERE finished_at IS NULL AND rolled_back_at IS NULL`)
  }
  return new Set(finished.map(({ name }) => name))
}

async function isThere(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`
    SELECT EXISTS (
      SELECT FROM pg_class WHERE relname = '_prisma_migrations'
        AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
    ) AS there`)
  return rows[0]?.there ?? false
}

/** Enters a migration that this transaction has run. */
export async function enterMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid(), $1, $2, now(), clock_timestamp(), 1)`,
    [migration.checksum, migration.name],
  )
}

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`
