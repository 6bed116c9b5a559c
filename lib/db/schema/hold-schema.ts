import type { Transaction } from '@/lib/db/client'
import { checkVersion } from '@/lib/db/schema/check-version'
import { MIGRATION_LOCK } from '@/lib/db/schema/migration-lock'

/**
 * Has the schema stay as it is until this transaction ends, where it is the one that this program
 * knows. Beside processes of another version, figures would else be counted by the rules of both.
 * @returns false where somebody migrates the database at this moment.
 * @throws ForeignVersion where the schema is an older or a newer one.
 */
export async function holdSchema(tx: Transaction): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ isHeld: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(${MIGRATION_LOCK}::bigint) AS "isHeld"`
  if (!lock?.isHeld) return false
  await checkVersion(tx)
  return true
}
