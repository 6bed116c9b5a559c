import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { replaceSubjects } from '@/lib/db/reviews/replace-subjects'
import { recomputeRollups } from '@/lib/db/rollups/recompute-rollups'
import { MASKED_COLUMN } from '@/lib/db/vault/masked-columns'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'

/** A value as logins hold it, and the token that is to take its place. */
export type Replacement = { stored: string; token: string }

/** The originals of tokens, sealed under one key, and that key as sealed to each recipient. */
export type SealedOriginals = {
  vault: readonly { token: string; sealed: Uint8Array }[]
  dekId: string
  deks: readonly { dekId: string; recipient: string; sealed: Uint8Array }[]
}

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

/** In the order of their tokens: batches insert theirs so, too, and wait instead of deadlock. */
async function insertSealed(tx: Transaction, { vault, dekId, deks }: SealedOriginals) {
  await tx.$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${deks.map((dek) => dek.dekId)}::text[],
      ${deks.map((dek) => dek.recipient)}::text[], ${deks.map((dek) => dek.sealed)}::bytea[])
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO pii_vault (token, dek_id, sealed)
    SELECT token, ${dekId}, sealed
    FROM unnest(${vault.map(({ token }) => token)}::text[],
      ${vault.map((entry) => entry.sealed)}::bytea[]) AS entry(token, sealed)
    ORDER BY token ON CONFLICT DO NOTHING`
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
