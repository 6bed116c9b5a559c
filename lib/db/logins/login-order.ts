import { Prisma } from '@/lib/db/generated/client'
import type { KeysetColumn } from '@/lib/db/keyset-ranges'
import type { Place } from '@/lib/model/cursor'
import type { LoginRow } from '@/lib/model/login'
import { LOGIN_KEYS, type LoginSort } from '@/lib/model/login-cursor'

const SENT_AT = { sql: Prisma.sql`sent_at` }
/** `LOGIN_COLUMNS` selects the id as text under its own name. */
const ID = { sql: Prisma.sql`id`, outerSql: Prisma.sql`user_logins.id` }
const SQL: Record<LoginSort, readonly Pick<KeysetColumn, 'sql' | 'outerSql'>[]> = {
  time: [SENT_AT, ID],
  user: [{ sql: Prisma.sql`user_id` }, SENT_AT, ID],
  version: [{ sql: Prisma.sql`app_version` }, SENT_AT, ID],
}

/** The columns that an order of the logins goes by. */
export function loginOrder(sort: LoginSort): KeysetColumn[] {
  return LOGIN_KEYS[sort].map((key, at) => ({ ...key, ...(SQL[sort][at] ?? ID) }))
}

/** The place of a login in the list. */
export function placeOf(
  row: Pick<LoginRow, 'sentAt' | 'id' | 'userId' | 'appVersion'>,
  sort: LoginSort,
): Place {
  const timeAndId = [BigInt(Date.parse(row.sentAt)), BigInt(row.id)]
  if (sort === 'time') return timeAndId
  if (sort === 'user') return [row.userId, ...timeAndId]
  return [row.appVersion === null ? null : BigInt(row.appVersion), ...timeAndId]
}
