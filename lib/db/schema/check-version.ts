import { database, type Transaction } from '@/lib/db/client'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'
import { databaseUrl } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** A database of another version: what this program stores or counts may mean something else there. */
export class ForeignVersion extends UserError {
  override name = 'ForeignVersion'
}

/**
 * Whether the newest migration of a database is the newest that this program knows. One that this role
 * may not read is taken to be: it was warned of when the run began.
 * @throws ForeignVersion where it is an older or a newer one.
 */
export async function checkVersion(client: Transaction = database()): Promise<void> {
  const [history] = await client.$queryRaw<{ isReadable: boolean }[]>`
    SELECT coalesce(has_table_privilege(to_regclass('_prisma_migrations'), 'SELECT'), false)
      AS "isReadable"`
  if (!history?.isReadable) return
  const [newest] = await client.$queryRaw<{ name: string | null }[]>`
    SELECT max(migration_name) AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const name = newest?.name ?? ''
  if (name === SCHEMA_VERSION) return
  const { where } = connectionConfig(databaseUrl())
  throw new ForeignVersion(
    name > SCHEMA_VERSION
      ? `The database at ${where} was migrated by a newer Veilgate meanwhile: it has ${name}, which ` +
          'this program does not know. Start that version in its place.'
      : `The database at ${where} is behind this program. Run npm run migrate.`,
  )
}
