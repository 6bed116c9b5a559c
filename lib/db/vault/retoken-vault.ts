import type { Transaction } from '@/lib/db/client'
import type { VaultRow } from '@/lib/db/vault/find-vault-entries'
import { insertSealed, type SealedOriginals } from '@/lib/db/vault/insert-sealed'

/** A vault row under its new token. */
export type Retokened = { old: string; token: string; sealed: Uint8Array }

/** Vault rows of a token key that have no alias yet, in the order of their tokens. */
export async function findUnaliased(
  tx: Transaction,
  kid: string,
  after: string,
  limit: number,
): Promise<VaultRow[]> {
  const rows = await tx.$queryRaw<VaultRow[]>`
    SELECT token, dek_id AS "dekId", sealed FROM pii_vault
    WHERE token > ${after} AND split_part(token, '_', 2) = ${kid}
      AND NOT EXISTS (SELECT FROM pii_alias WHERE old = pii_vault.token)
    ORDER BY token LIMIT ${limit}`
  return rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed) }))
}

/** Stores vault rows under their new tokens, beside the old ones, and which two are the same. */
export async function addRetokened(
  tx: Transaction,
  rows: readonly Retokened[],
  { dekId, deks }: Pick<SealedOriginals, 'dekId' | 'deks'>,
): Promise<void> {
  await insertSealed(tx, { vault: rows, dekId, deks })
  await tx.$executeRaw`
    INSERT INTO pii_alias (old, new)
    SELECT * FROM unnest(${rows.map(({ old }) => old)}::text[],
                         ${rows.map(({ token }) => token)}::text[])
    ON CONFLICT DO NOTHING`
}
