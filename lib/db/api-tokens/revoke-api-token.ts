import type { Transaction } from '@/lib/db/client'

/**
 * Ends a token at once.
 * @param by the address of whoever does.
 * @returns its name; null where there is none, or it was revoked before.
 */
export async function revokeApiToken(
  tx: Transaction,
  id: string,
  by: string,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    UPDATE api_tokens SET revoked_at = now(), revoked_by = ${by}
    WHERE id = ${id}::uuid AND revoked_at IS NULL RETURNING name`
  return row?.name ?? null
}

/** Ends all tokens of an account at once. @param by the address of whoever does, or a command's name. */
export async function revokeTokensOf(tx: Transaction, ownerId: string, by: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE api_tokens SET revoked_at = now(), revoked_by = ${by}
    WHERE owner_id = ${ownerId} AND revoked_at IS NULL`
}
