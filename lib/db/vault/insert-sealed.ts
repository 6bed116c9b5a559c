import { arrayLiteral } from '@/lib/db/array-literal'
import type { Transaction } from '@/lib/db/client'

/** The originals of tokens, sealed under one key, and that key as sealed to each recipient. */
export type SealedOriginals = {
  vault: readonly { token: string; sealed: Uint8Array }[]
  dekId: string
  deks: readonly { dekId: string; recipient: string; sealed: Uint8Array }[]
}

/**
 * Puts originals into the vault, and the key that they are sealed under; what is there stays. In the order of their
 * tokens, so that two transactions with the same tokens wait instead of deadlock.
 */
export async function insertSealed(
  tx: Transaction,
  { vault, dekId, deks }: SealedOriginals,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${arrayLiteral(deks.map((dek) => dek.dekId))}::text[],
                         ${arrayLiteral(deks.map((dek) => dek.recipient))}::text[],
                         ${arrayLiteral(deks.map((dek) => dek.sealed))}::bytea[])
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO pii_vault (token, dek_id, sealed)
    SELECT token, ${dekId}, sealed
    FROM unnest(${arrayLiteral(vault.map((entry) => entry.token))}::text[],
                ${arrayLiteral(vault.map((entry) => entry.sealed))}::bytea[]) AS entry(token, sealed)
    ORDER BY token
    ON CONFLICT DO NOTHING`
}
