import type pg from 'pg'
import type { Migration } from '@/lib/db/schema/read-migrations'

/**
 * The names of the migrations that a database has. The table is Prisma's own, so that its tools read
 * it as well; it is made where it is missing.
 */
export async function readHistory(client: pg.Client): Promise<Set<string>> {
  await client.query(CREATE_TABLE)
  // A migration is one transaction: one that is not finished has left nothing behind. Such rows come
  // from earlier versions, which entered a migration before they ran it.
  await client.query(`
    UPDATE _prisma_migrations SET rolled_back_at = now()
    WHERE finished_at IS NULL AND rolled_back_at IS NULL`)
  const { rows } = await client.query<{ name: string }>(`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY started_at`)
  return new Set(rows.map((row) => row.name))
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
