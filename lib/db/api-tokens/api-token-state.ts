import { Prisma } from '@/lib/db/generated/client'
import type { ApiTokenState } from '@/lib/model/api-token'
import { rolesWith } from '@/lib/model/permissions'

/** What a token that works has of its owner: an account that may still make tokens, and is not banned. */
const OWNER_MAY = Prisma.sql`EXISTS (SELECT 1 FROM users u WHERE u.id = t.owner_id
  AND u.role = ANY(${[...rolesWith('manage-tokens')]}::text[]) AND NOT coalesce(u.banned, false))`

/** Whether token `t` serves, and if not why: one story for the list and for each request. */
export const TOKEN_STATE = Prisma.sql`CASE
  WHEN t.revoked_at IS NOT NULL THEN 'revoked'
  WHEN t.expires_at <= now() THEN 'expired'
  WHEN NOT ${OWNER_MAY} THEN 'owner-gone'
  ELSE 'active' END`

export type WithState = { state: ApiTokenState }
