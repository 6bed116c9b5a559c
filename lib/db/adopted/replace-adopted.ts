import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { replaceSubjects } from '@/lib/db/reviews/replace-subjects'
import { recomputeRollups } from '@/lib/db/rollups/recompute-rollups'
import { insertSealed, type SealedOriginals } from '@/lib/db/vault/insert-sealed'
import { MASKED_COLUMN } from '@/lib/db/vault/masked-columns'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'

/** A value as logins hold it, and the token that is to take its place. */
export type Replacement = { stored: string; token: string }

/**
 * Puts tokens in the place of originals in every login that holds them, and in what hangs on them:
 * rollups and reviews. The originals go into the vault, sealed. `lockVault`, `lockRollups` and
 * `holdKeys` come first.
 * @returns how many logins were changed, field by field.
 */
export async function replaceAdopted(
  tx: Transaction,
  replacements: Record<MaskedField, readonly Replacement[]>,
  sealed: SealedOriginals,
): Promise<Record<MaskedField, number>> {
  await insertSealed(tx, sealed)
  // A table just adopted has no statistics: Postgres would walk it whole for each few values.
  await tx.$executeRaw`
    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true)`
  const changed = perField(() => 0)
  for (const field of MASKED_FIELD_NAMES) {
    const column = MASKED_COLUMN[field]
    changed[field] = await tx.$executeRaw`
      UPDATE user_logins SET ${column} = new.token
      FROM ${pairs(replacements[field])} WHERE ${column} = stored`
  }
  await replaceSubjects(tx, unnested(MASKED_FIELD_NAMES.flatMap((field) => replacements[field])))
  await recomputeRollups(
    tx,
    perField((field) => bothOf(replacements[field])),
  )
  return changed
}

function pairs(replacements: readonly Replacement[]): Prisma.Sql {
  return Prisma.sql`${unnested(replacements)} AS new(stored, token)`
}

function unnested(replacements: readonly Replacement[]): Prisma.Sql {
  const stored = replacements.map((one) => one.stored)
  const tokens = replacements.map((one) => one.token)
  return Prisma.sql`unnest(${stored}::text[], ${tokens}::text[])`
}

function bothOf(replacements: readonly Replacement[]): string[] {
  return [...new Set(replacements.flatMap(({ stored, token }) => [stored, token]))]
}
