import { Prisma } from '@/lib/db/generated/client'
import type { KeysetColumn } from '@/lib/db/keyset-ranges'
import { COLUMNS } from '@/lib/db/logins/login-conditions'
import type { LoginRow } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import type { Place } from '@/lib/model/query/cursor'
import { LOGIN_KEYS, type LoginSort } from '@/lib/model/query/login-cursor'

const SENT_AT = { sql: Prisma.sql`sent_at` }
/** `LOGIN_COLUMNS` selects the id as text under its own name. */
const ID = { sql: Prisma.sql`id`, outerSql: Prisma.sql`user_logins.id` }
/** The columns that an order of the logins goes by. */
export function loginOrder(sort: LoginSort): KeysetColumn[] {
  const columns = sort === 'sent_at' ? [SENT_AT, ID] : [{ sql: COLUMNS[sort] }, SENT_AT, ID]
  return LOGIN_KEYS[sort].map((key, at) => ({ ...key, ...(columns[at] ?? ID) }))
}

/** The place of a login in the list; of the row, what the order goes by is enough. */
export function placeOf(
  row: Pick<LoginRow, 'sentAt' | 'id'> & Partial<LoginRow>,
  sort: LoginSort,
): Place {
  const timeAndId = [BigInt(Date.parse(row.sentAt)), BigInt(row.id)]
  if (sort === 'sent_at') return timeAndId
  const value = row[loginField(sort).property] ?? null
  return [typeof value === 'number' ? BigInt(value) : value, ...timeAndId]
}
