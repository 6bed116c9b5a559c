import type { Transaction } from '@/lib/db/client'
import { type ApiScope, MAX_API_TOKENS } from '@/lib/model/api-token'
import { rolesWith } from '@/lib/model/permissions'

type NewToken = {
  name: string
  /** SHA-256 of the secret, in hex. */
  secretHash: string
  scopes: readonly ApiScope[]
  days: number
  owner: { id: string; email: string }
}

/**
 * Makes a token that serves for so many days, by the database's clock.
 * @returns `too-many` where as many as there may be are valid already, `owner-gone` where the owner was
 * demoted or removed a moment ago, which ended the tokens that there were.
 */
export async function createApiToken(
  tx: Transaction,
  { name, secretHash, scopes, days, owner }: NewToken,
): Promise<
  { kind: 'created'; id: string; expiresAt: Date } | { kind: 'too-many' } | { kind: 'owner-gone' }
> {
  // One after the other, so that two at once do not both find room for the last one, and after a demotion.
  await tx.$executeRaw`LOCK TABLE api_tokens IN SHARE ROW EXCLUSIVE MODE`
  const [counted] = await tx.$queryRaw<{ valid: number }[]>`
    SELECT count(*)::int AS valid FROM api_tokens
    WHERE revoked_at IS NULL AND expires_at > now()`
  if ((counted?.valid ?? 0) >= MAX_API_TOKENS) return { kind: 'too-many' }
  const mayOwn = { id: owner.id, role: { in: rolesWith('manage-tokens') } }
  if ((await tx.user.count({ where: mayOwn })) === 0) return { kind: 'owner-gone' }
  const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
    INSERT INTO api_tokens (name, secret_hash, scopes, owner_id, created_by, expires_at)
    VALUES (${name}, ${secretHash}, ${[...scopes]}::text[]::api_scope[], ${owner.id},
      ${owner.email}, now() + make_interval(days => ${days}::int))
    RETURNING id::text AS id, expires_at AS "expiresAt"`
  return { kind: 'created', ...(row as { id: string; expiresAt: Date }) }
}
