import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/logins/login-conditions'
import type { LoginRow } from '@/lib/model/login'
import type { LoginCursor, LoginSort } from '@/lib/model/login-cursor'

/** Where a search reads: a stretch of the order, from its beginning or from a place in it. */
export type Stretch = {
  condition: Prisma.Sql
  orderBy: Prisma.Sql
  /** The same for `LOGIN_COLUMNS` of `user_logins`, whose own `id` is text. */
  orderShown: Prisma.Sql
}

/**
 * The stretches of the list that are read one after the other from a cursor on. Logins without the
 * value that is sorted by come last, and need a stretch of their own, since no comparison with null
 * is ever true.
 */
export function stretchesOf(
  sort: LoginSort,
  order: 'asc' | 'desc',
  cursor: LoginCursor | undefined,
): Stretch[] {
  const backwards = readsBackwards(cursor)
  const descending = (order === 'desc') !== backwards
  const way = descending ? Prisma.sql`DESC` : Prisma.empty
  const place = cursor === undefined || cursor.towards === 'last' ? undefined : cursor
  const column = sort === 'user' ? Prisma.sql`user_id` : Prisma.sql`app_version`
  const after = (key: Prisma.Sql, value: Prisma.Sql) =>
    descending ? Prisma.sql`(${key}) < (${value})` : Prisma.sql`(${key}) > (${value})`
  const time = place && Prisma.sql`${instant(place.ms)}, ${place.id}::bigint`
  const byTime = Prisma.sql`sent_at ${way}, id ${way}`
  const shownByTime = Prisma.sql`sent_at ${way}, user_logins.id ${way}`
  const fromTime = time ? after(Prisma.sql`sent_at, id`, time) : Prisma.sql`true`
  if (sort === 'time') {
    return [{ condition: fromTime, orderBy: byTime, orderShown: shownByTime }]
  }

  const isNull = place?.value === null
  const value = sort === 'user' ? Prisma.sql`${place?.value}` : Prisma.sql`${place?.value}::int`
  const beyond =
    time && !isNull
      ? after(Prisma.sql`${column}, sent_at, id`, Prisma.sql`${value}, ${time}`)
      : null
  const withValue = {
    condition: Prisma.sql`${column} IS NOT NULL AND ${beyond ?? Prisma.sql`true`}`,
    orderBy: Prisma.sql`${column} ${way}, ${byTime}`,
    orderShown: Prisma.sql`${column} ${way}, ${shownByTime}`,
  }
  const without = {
    condition: Prisma.sql`${column} IS NULL AND ${isNull ? fromTime : Prisma.sql`true`}`,
    orderBy: byTime,
    orderShown: shownByTime,
  }
  if (!backwards) return isNull ? [without] : [withValue, without]
  return place && !isNull ? [withValue] : [without, withValue]
}

/** Whether rows are read against the order shown, and turned round afterwards. */
export function readsBackwards(cursor: LoginCursor | undefined): boolean {
  return cursor?.towards === 'previous' || cursor?.towards === 'last'
}

/** The place of a login in the list. */
export function placeOf(
  row: Pick<LoginRow, 'sentAt' | 'id' | 'userId' | 'appVersion'>,
  sort: LoginSort,
  towards: 'next' | 'previous',
): LoginCursor {
  const place = { towards, ms: Date.parse(row.sentAt), id: row.id }
  if (sort === 'time') return place
  return { ...place, value: sort === 'user' ? row.userId : row.appVersion }
}
