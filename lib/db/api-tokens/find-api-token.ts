import { TOKEN_STATE, type WithState } from '@/lib/db/api-tokens/api-token-state'
import { database } from '@/lib/db/client'
import type { ApiScope } from '@/lib/model/api-token'

type FoundToken = WithState & {
  id: string
  scopes: ApiScope[]
  /** Whether its last use was noted more than a minute ago, or never. */
  isUseDue: boolean
}

/**
 * The token whose secret has this hash; null where none has. The index finds it by the hash of a secret
 * of 256 random bits: what its time tells of hashes helps nobody to a secret.
 */
export async function findApiToken(secretHash: string): Promise<FoundToken | null> {
  const [found] = await database().$queryRaw<FoundToken[]>`
    SELECT t.id::text AS id, coalesce(t.scopes::text[], '{}') AS scopes, ${TOKEN_STATE} AS state,
      (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute') AS "isUseDue"
    FROM api_tokens t WHERE t.secret_hash = ${secretHash}`
  return found ?? null
}

/** Notes that a token is used, once a minute at most. */
export async function noteTokenUse(id: string): Promise<void> {
  await database().$executeRaw`
    UPDATE api_tokens SET last_used_at = now()
    WHERE id = ${id}::uuid
      AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`
}
