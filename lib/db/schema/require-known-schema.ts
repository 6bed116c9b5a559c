import { database, type Transaction } from '@/lib/db/client'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { Prisma } from '@/lib/db/generated/client'
import { refuseNewerSchema } from '@/lib/db/schema/refuse-newer-schema'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'
import { databaseUrl } from '@/lib/env'

/**
 * SQL of the migrations that this program does not know, as one text; null where there are none.
 *
 * Asked by the last statement of a transaction it is exact: a migration that changes a table which the
 * transaction wrote waits for its end, and one that was committed before is seen.
 */
export const NEWER_MIGRATIONS = Prisma.sql`newer_migrations(${SCHEMA_VERSION}::text)`

/**
 * Whether no newer Veilgate has migrated the database since this process looked at it.
 * @throws NewerSchema where one has.
 */
export async function requireKnownSchema(
  db: Pick<Transaction, '$queryRaw'> = database(),
): Promise<void> {
  const [row] = await db.$queryRaw<{ newer: string | null }[]>`SELECT ${NEWER_MIGRATIONS} AS newer`
  refuseNewer(row?.newer ?? null)
}

/** @throws NewerSchema unless `newer`, what `NEWER_MIGRATIONS` said, is null. */
export function refuseNewer(newer: string | null): void {
  if (newer !== null) refuseNewerSchema([newer], connectionConfig(databaseUrl()).where)
}
