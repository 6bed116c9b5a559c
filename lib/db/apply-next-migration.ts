import type pg from 'pg'
import { createSchema } from '@/lib/db/create-schema'
import { databasePlace } from '@/lib/db/database-place'
import { describeMigrationFailure } from '@/lib/db/describe-migration-failure'
import { enterMigration, readHistory } from '@/lib/db/migration-history'
import type { Migration } from '@/lib/db/read-migrations'
import { refuseNewerSchema } from '@/lib/db/refuse-newer-schema'
import { schemaStanding } from '@/lib/db/schema-standing'
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
  databaseUrl: string,
): Promise<string | undefined> {
  const place = databasePlace(databaseUrl)
  await createSchema(client, databaseUrl, place)
  const standing = await schemaStanding(client)
  if (standing.kind === 'foreign') throw new UserError(foreignWords(standing.because, place))
  const history = await readHistory(client)
  const known = new Set(migrations.map(({ name }) => name))
  refuseNewerSchema(
    [...history].filter((name) => !known.has(name)),
    place,
  )
  const [baseline] = migrations
  if (standing.kind === 'exercise' && baseline !== undefined) {
    // It creates the exercise's table, which is there with its rows.
    await enterMigration(client, baseline)
    history.add(baseline.name)
  }
  const next = migrations.find(({ name }) => !history.has(name))
  if (next === undefined) return undefined
  await run(client, next, place)
  await enterMigration(client, next)
  return next.name
}

/** As one query without parameters: it may hold `;` in comments and functions. */
async function run(client: pg.Client, migration: Migration, place: string): Promise<void> {
  try {
    await client.query(migration.script)
  } catch (error) {
    throw new UserError(
      `The migration ${migration.name} of the database ${place} failed, and nothing of it was kept: ` +
        `${describeMigrationFailure(error)}.`,
      { cause: error },
    )
  }
}

function foreignWords(because: string, place: string): string {
  return (
    `The database ${place} is not empty and was not made by Veilgate (${because}). Give DATABASE_URL ` +
    'a database of its own, or one that holds only the table user_logins.'
  )
}
