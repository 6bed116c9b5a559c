import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Cursor, type Page, pageOf, readsDescending } from '@/lib/db/keyset'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/login-columns'
import type { LoginRow } from '@/lib/login'

export type LoginQuery = {
  order: 'newest' | 'oldest'
  limit: number
  cursor?: Cursor
  deviceType?: string
  runId?: number
}

/** A page of stored logins by (sent_at, id). Its cost does not grow with the depth of the page. */
export async function listLogins(query: LoginQuery): Promise<Page<LoginRow>> {
  const descending = readsDescending(query.order, query.cursor)
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    ${where(query, descending)}
    ORDER BY ${descending ? Prisma.sql`user_logins.sent_at DESC, user_logins.id DESC` : Prisma.sql`user_logins.sent_at, user_logins.id`}
    LIMIT ${query.limit + 1}`
  return pageOf(
    records.map(toLoginRow),
    query.limit,
    query.cursor,
    (row) => ({ ms: Date.parse(row.sentAt), id: row.id }),
    () => listLogins({ ...query, cursor: undefined }),
  )
}

function where({ cursor, deviceType, runId }: LoginQuery, descending: boolean): Prisma.Sql {
  const conditions: Prisma.Sql[] = []
  if (deviceType !== undefined) conditions.push(Prisma.sql`device_type = ${deviceType}`)
  if (runId !== undefined) conditions.push(Prisma.sql`run_id = ${runId}::int`)
  if (cursor !== undefined) {
    const place = Prisma.sql`(to_timestamp(${cursor.ms}::float8 / 1000)::timestamptz(3), ${cursor.id}::bigint)`
    conditions.push(
      descending ? Prisma.sql`(sent_at, id) < ${place}` : Prisma.sql`(sent_at, id) > ${place}`,
    )
  }
  return conditions.length === 0
    ? Prisma.empty
    : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`
}
