import { z } from 'zod'
import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Page } from '@/lib/db/keyset'
import { instant } from '@/lib/db/login-conditions'
import { SHARED_TABLES } from '@/lib/db/shared-tables'
import type { ReviewMark, SharedKind, SharedRow, SharedSort } from '@/lib/shared-things'

/** A place in the list: the way to read, what is sorted by, and the token that breaks ties. */
export type SharedCursor = { towards: 'next' | 'previous'; value: number; token: string } | 'last'

export type SharedQuery = {
  kind: SharedKind
  /** At least so many distinct users; 2 is the least that is shared. */
  minUsers: number
  /** Seen at or after this time. */
  activeSinceMs?: number
  /** Devices last marked so; `none` for those that nobody marked. */
  mark?: ReviewMark | 'none'
  sort: SharedSort
  order: 'asc' | 'desc'
  cursor?: SharedCursor
  limit: number
}

/** Parses a cursor as this list writes them: `n.<number>.<token>`, `p.…` or `last`. */
export const sharedCursorSchema = z
  .string()
  .max(300)
  .regex(/^(?:last|[np]\.-?\d{1,15}\.[^\0]{1,256})$/)
  .transform((text): SharedCursor => {
    if (text === 'last') return 'last'
    const [way, value] = text.split('.', 2) as [string, string]
    const token = text.slice(way.length + value.length + 2)
    return { towards: way === 'p' ? 'previous' : 'next', value: Number(value), token }
  })

/** A page of the devices, or IPs, that at least so many users share. */
export async function listShared(query: SharedQuery): Promise<Page<SharedRow>> {
  const { kind, sort, cursor, limit } = query
  const backwards = cursor === 'last' || (cursor !== undefined && cursor.towards === 'previous')
  const descending = (query.order === 'desc') !== backwards
  const way = descending ? Prisma.sql`DESC` : Prisma.empty
  const records = await database().$queryRaw<SharedRecord[]>`
    SELECT t.token, t.logins::float8 AS logins, t.users, t.${SHARED_TABLES[kind].others} AS others,
      t.first_seen AS "firstSeen", t.last_seen AS "lastSeen", ${markOf(kind)} AS mark
    FROM ${source(query)} AS t
    WHERE ${conditions(query, descending)}
    ORDER BY t.${sortColumn(kind, sort)} ${way}, t.token ${way} LIMIT ${limit + 1}`
  const more = records.length > limit
  const rows = records.slice(0, limit).map(toRow)
  if (backwards && cursor !== 'last' && !more) return listShared({ ...query, cursor: undefined })
  if (backwards) rows.reverse()
  const [first, last] = [rows[0], rows.at(-1)]
  const hasPrevious = backwards ? more : cursor !== undefined
  const hasNext = backwards ? cursor !== 'last' : more
  return {
    rows,
    previous: first && hasPrevious ? `p.${place(first, sort)}` : null,
    next: last && hasNext ? `n.${place(last, sort)}` : null,
  }
}

/** How many there are, counted up to `cap` + 1. */
export async function countShared(
  query: Omit<SharedQuery, 'cursor' | 'limit' | 'order' | 'sort'>,
  cap: number,
): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::float8 AS count FROM (
      SELECT 1 FROM ${source(query)} AS t WHERE ${conditions(query, true)} LIMIT ${cap + 1}) AS found`
  return row?.count ?? 0
}

type SharedRecord = Omit<SharedRow, 'firstSeen' | 'lastSeen'> & { firstSeen: Date; lastSeen: Date }

function toRow(record: SharedRecord): SharedRow {
  const [firstSeen, lastSeen] = [record.firstSeen.toISOString(), record.lastSeen.toISOString()]
  return { ...record, firstSeen, lastSeen }
}

function place(row: SharedRow, sort: SharedSort): string {
  return `${sort === 'lastSeen' ? Date.parse(row.lastSeen) : row[sort]}.${row.token}`
}

function sortColumn(kind: SharedKind, sort: SharedSort): Prisma.Sql {
  if (sort === 'others') return SHARED_TABLES[kind].others
  return { users: Prisma.sql`users`, logins: Prisma.sql`logins`, lastSeen: Prisma.sql`last_seen` }[
    sort
  ]
}

/** Few devices are marked: a mark asked for is where the search begins. */
function source({ kind, mark }: Pick<SharedQuery, 'kind' | 'mark'>): Prisma.Sql {
  const { rollup } = SHARED_TABLES[kind]
  if (kind === 'ip' || mark === undefined || mark === 'none') return rollup
  return Prisma.sql`(
    SELECT d.* FROM (SELECT DISTINCT ON (token) token, mark FROM device_reviews
                     ORDER BY token, id DESC) AS newest
    JOIN ${rollup} AS d USING (token) WHERE newest.mark = ${mark})`
}

function conditions(
  query: Pick<SharedQuery, 'kind' | 'minUsers' | 'activeSinceMs' | 'mark'> &
    Partial<Pick<SharedQuery, 'sort' | 'cursor'>>,
  descending: boolean,
): Prisma.Sql {
  const { kind, minUsers, activeSinceMs, mark, sort = 'users', cursor } = query
  const found = [Prisma.sql`t.users >= ${minUsers}::int`]
  if (activeSinceMs !== undefined) found.push(Prisma.sql`t.last_seen >= ${instant(activeSinceMs)}`)
  if (kind === 'device' && mark === 'none') {
    found.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM device_reviews AS r WHERE r.token = t.token)`)
  }
  if (cursor !== undefined && cursor !== 'last') {
    const value = sort === 'lastSeen' ? instant(cursor.value) : Prisma.sql`${cursor.value}::bigint`
    const sides = Prisma.sql`(t.${sortColumn(kind, sort)}, t.token)`
    found.push(
      descending
        ? Prisma.sql`${sides} < (${value}, ${cursor.token})`
        : Prisma.sql`${sides} > (${value}, ${cursor.token})`,
    )
  }
  return Prisma.join(found, ' AND ')
}

function markOf(kind: SharedKind): Prisma.Sql {
  if (kind === 'ip') return Prisma.sql`NULL::text`
  return Prisma.sql`(SELECT r.mark FROM device_reviews AS r WHERE r.token = t.token
    ORDER BY r.id DESC LIMIT 1)`
}
