import { TOKEN_STATE, type WithState } from '@/lib/db/api-tokens/api-token-state'
import { database } from '@/lib/db/client'
import type { ApiScope, ApiTokenView } from '@/lib/model/api-token'

/** Of those that serve no more, the oldest are left out. */
const MAX_LISTED = 500

type Record = WithState & {
  id: string
  name: string
  scopes: ApiScope[]
  createdBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
}

/** The tokens, those that serve first, then the newest. */
export async function listApiTokens(): Promise<ApiTokenView[]> {
  const records = await database().$queryRaw<Record[]>`
    SELECT t.id::text AS id, t.name, coalesce(t.scopes::text[], '{}') AS scopes, t.created_by AS "createdBy",
      t.created_at AS "createdAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt",
      t.revoked_at AS "revokedAt", t.revoked_by AS "revokedBy", ${TOKEN_STATE} AS state
    FROM api_tokens t
    ORDER BY ${TOKEN_STATE} <> 'active', t.created_at DESC, t.id LIMIT ${MAX_LISTED}`
  return records.map((record) => ({
    ...record,
    createdAt: record.createdAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
    revokedAt: record.revokedAt?.toISOString() ?? null,
  }))
}
