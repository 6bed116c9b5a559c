import type { Transaction } from '@/lib/db/client'
import type { VaultRow } from '@/lib/db/vault/find-vault-entries'

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
  dekId: string,
  deks: readonly { dekId: string; recipient: string; sealed: Uint8Array }[],
): Promise<void> {
  const tokens = rows.map(({ token }) => token)
  await tx.$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${deks.map((dek) => dek.dekId)}::text[],
      ${deks.map((dek) => dek.recipient)}::text[], ${deks.map((dek) => dek.sealed)}::bytea[])
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO pii_vault (token, dek_id, sealed)
    SELECT token, ${dekId}, sealed
    FROM unnest(${tokens}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[]) AS row(token, sealed)
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO pii_alias (old, new)
    SELECT * FROM unnest(${rows.map(({ old }) => old)}::text[], ${tokens}::text[])
    ON CONFLICT DO NOTHING`
}
