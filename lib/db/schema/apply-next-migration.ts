import type pg from 'pg'
import type { ConnectionConfig } from '@/lib/db/connection/connection-config'
import { createSchema } from '@/lib/db/schema/create-schema'
import { describeMigrationFailure } from '@/lib/db/schema/describe-migration-failure'
import { enterMigration, readHistory } from '@/lib/db/schema/migration-history'
import type { Migration } from '@/lib/db/schema/read-migrations'
import { refuseNewerSchema } from '@/lib/db/schema/refuse-newer-schema'
import { detectSchemaState } from '@/lib/db/schema/schema-state'
import { UserError } from '@/lib/errors'

/**
 * Applies the oldest migration that a database lacks, and enters it into Prisma's own history, so that
 * Prisma's tools find what they would have written. Within a transaction, which makes it one.
 * @returns its name; undefined where none is missing.
 * @throws UserError where the database holds something else or is ahead of this program, or where the
 *   migration fails.
 */
export async function applyNextMigration(
  client: pg.Client,
  migrations: readonly Migration[],
  { schema, where }: ConnectionConfig,
): Promise<string | undefined> {
  await createSchema(client, schema, where)
  const state = await detectSchemaState(client)
  if (state.kind === 'foreign') throw new UserError(foreignWords(state.because, where))
  const history = await readHistory(client)
  const known = new Set(migrations.map(({ name }) => name))
  refuseNewerSchema(
    [...history].filter((name) => !known.has(name)),
    where,
  )
  const [baseline] = migrations
  if (state.kind === 'exercise' && baseline !== undefined) {
    // It creates the exercise's table, which is there with its rows.
    await enterMigration(client, baseline)
    history.add(baseline.name)
  }
  const next = migrations.find(({ name }) => !history.has(name))
  if (next === undefined) return undefined
  await run(client, next, where)
  await enterMigration(client, next)
  return next.name
}

/** As one query without parameters: it may hold `;` in comments and functions. */
async function run(client: pg.Client, migration: Migration, where: string): Promise<void> {
  try {
    await client.query(migration.script)
  } catch (error) {
    throw new UserError(
      `The migration ${migration.name} of the database at ${where} failed, and nothing of it was kept: ` +
        `${describeMigrationFailure(error)}.`,
      { cause: error },
    )
  }
}

function foreignWords(because: string, where: string): string {
  return (
    `The database at ${where} is not empty and was not made by Veilgate (${because}). Give DATABASE_URL ` +
    'a database of its own, or one that holds only the table user_logins.'
  )
}
