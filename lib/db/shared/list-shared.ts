import { z } from 'zod'
import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Page } from '@/lib/db/keyset'
import { instant } from '@/lib/db/logins/login-conditions'
import {
  activePart,
  asksForMark,
  markedDevices,
  type SharedFilter,
  type SharedRecord,
  sharedColumns,
  sharedConditions,
  sharedSortColumn,
  usersPart,
} from '@/lib/db/shared/shared-conditions'
import { nameInCursor, tokenInCursor } from '@/lib/db/shared/shared-cursor-token'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { SharedKind, SharedRow, SharedSort } from '@/lib/model/shared-things'

/** A place in the list: the way to read, what is sorted by, and the token that breaks ties. */
export type SharedCursor = { towards: 'next' | 'previous'; value: number; token: string } | 'last'

export type SharedQuery = SharedFilter & {
  sort: SharedSort
  order: 'asc' | 'desc'
  cursor?: SharedCursor
  limit: number
  /** How many are looked at; a test may say less. */
  mostSearched?: number
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

export type SharedPage = Page<SharedRow> & {
  /** Whether the search was broken off before the page was full; its cursor goes on from there. */
  isBrokenOff: boolean
}

/** So many are looked at for one page, and fetched at once where no more can match. */
const MOST_SEARCHED = 400
/** A count of what two parts tell looks at more: it fetches nothing. */
const MOST_COUNTED = 600

/**
 * A page of the devices, or IPs, that at least so many users share. However few of them match, a
 * bounded number is looked at: see `isBrokenOff`.
 */
export async function listShared(given: SharedQuery): Promise<SharedPage> {
  const query = { ...given, cursor: await findPlace(given) }
  const { kind, sort, cursor, limit, mostSearched = MOST_SEARCHED } = query
  const backwards = cursor === 'last' || (cursor !== undefined && cursor.towards === 'previous')
  const descending = (query.order === 'desc') !== backwards
  const way = descending ? Prisma.sql`DESC` : Prisma.empty
  const orderBy = Prisma.sql`t.${sharedSortColumn(kind, sort)} ${way}, t.token ${way}`
  const read = (candidates: Prisma.Sql) => database().$queryRaw<SharedRecord[]>`
    SELECT ${sharedColumns(kind)} FROM (${candidates}) AS t
    WHERE ${Prisma.join([...sharedConditions(query), place(query, descending)], ' AND ')}
    ORDER BY ${orderBy} LIMIT ${limit + 1}`
  const inOrder = along(query, orderBy, descending, mostSearched)
  // Where many match, a short way along the order fills the page, and nothing has to be planned.
  const found = asksForMark(query) ? [] : await read(inOrder)
  const few = found.length > limit ? null : await findFew(query, mostSearched)
  const records = few === null ? found : await read(few)
  const more = records.length > limit
  // Of the last one looked at, no more than its place, which the index of the order knows.
  const [broken] =
    more || few !== null
      ? []
      : await database().$queryRaw<{ value: number | Date; token: string }[]>`
          SELECT ${sortValue(kind, sort)} AS value, t.token FROM (${inOrder}) AS t
          ORDER BY ${orderBy} OFFSET ${mostSearched - 1} LIMIT 1`
  const rows = records.slice(0, limit)
  // What is reached backwards, not full, is the first page: read it as such, with its rows.
  if (backwards && cursor !== 'last' && !more && !broken) {
    return listShared({ ...query, cursor: undefined })
  }
  const last = rows.at(-1)
  const edge = more ? last && placeOf(last, sort) : broken && { ...broken, value: +broken.value }
  if (backwards) rows.reverse()
  const onward = edge ? await writePlace(kind, backwards ? 'p' : 'n', edge) : null
  const start = backwards ? rows.at(-1) : rows[0]
  // An empty page is read again from its far end: what is at the cursor itself belongs to it.
  const behindOf = (place: Place) =>
    writePlace(kind, backwards ? 'n' : 'p', (start && placeOf(start, sort)) ?? edge ?? place)
  const behind = cursor === undefined || cursor === 'last' ? null : await behindOf(cursor)
  return {
    rows: rows.map(toRow),
    previous: backwards ? onward : behind,
    next: backwards ? behind : onward,
    isBrokenOff: broken !== undefined,
  }
}

type Place = { value: number; token: string }

/** A cursor as the database takes it; from the beginning where it names what is not there. */
async function findPlace({ kind, cursor }: SharedQuery): Promise<SharedCursor | undefined> {
  if (cursor === undefined || cursor === 'last') return cursor
  const token = await tokenInCursor(kind, cursor.token)
  return token === null ? undefined : { ...cursor, token }
}

async function writePlace(
  kind: SharedKind,
  way: 'n' | 'p',
  { value, token }: Place,
): Promise<string> {
  return `${way}.${value}.${await nameInCursor(kind, token)}`
}

/** How many there are; at least so many, where counting on would take long. */
export async function countShared(
  query: SharedFilter,
): Promise<{ count: number; isExact: boolean }> {
  const orderBy = Prisma.sql`t.users DESC, t.token DESC`
  const asked = { ...query, sort: 'users', order: 'desc', limit: 0 } as const
  // Two parts take a look at each row; one is told by its index.
  const most = sharedConditions(query).length === 1 ? COUNT_CAP + 1 : MOST_COUNTED
  const few = await findFew(asked, most)
  const [row] = await database().$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (WHERE matches))::float8 AS count
    FROM (SELECT (${Prisma.join(sharedConditions(query), ' AND ')}) AS matches
          FROM (${few ?? along(asked, orderBy, true, most)}) AS t) AS found`
  const { searched = 0, count = 0 } = row ?? {}
  const isExact = (few !== null || searched < most) && count <= COUNT_CAP
  return { count: isExact ? count : Math.min(count, COUNT_CAP), isExact }
}

const COUNT_CAP = 10_000

/** All that a part of the filter leaves, where that is no more than so many; else null. */
async function findFew(query: SharedQuery, most: number): Promise<Prisma.Sql | null> {
  if (asksForMark(query)) return markedDevices(query)
  const { rollup } = SHARED_TABLES[query.kind]
  const parts = [usersPart(query), ...activePart(query)]
  const sizes = parts.map(
    (part, at) => Prisma.sql`(SELECT count(*)::int FROM (
      SELECT 1 FROM ${rollup} AS t WHERE ${part} LIMIT ${most + 1}) AS few) AS ${Prisma.raw(`s${at}`)}`,
  )
  // Short looks at the indexes tell.
  const [found] = await database().$queryRaw<Record<string, number>[]>`SELECT ${Prisma.join(sizes)}`
  const few = parts.find((_, at) => (found?.[`s${at}`] ?? 0) <= most)
  // OFFSET 0 keeps Postgres from following the order instead.
  return few === undefined ? null : Prisma.sql`SELECT * FROM ${rollup} AS t WHERE ${few} OFFSET 0`
}

/** The next so many in the order, of those that the order itself can tell from the rest. */
function along(query: SharedQuery, orderBy: Prisma.Sql, descending: boolean, most: number) {
  const conditions = [
    place(query, descending),
    ...(query.sort === 'users' ? [usersPart(query)] : []),
    ...(query.sort === 'lastSeen' ? activePart(query) : []),
  ]
  return Prisma.sql`
    SELECT * FROM ${SHARED_TABLES[query.kind].rollup} AS t WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${orderBy} LIMIT ${most}`
}

function toRow(record: SharedRecord): SharedRow {
  const [firstSeen, lastSeen] = [record.firstSeen.toISOString(), record.lastSeen.toISOString()]
  return { ...record, token: hideOriginal(record.token), firstSeen, lastSeen }
}

function placeOf(record: SharedRecord, sort: SharedSort): Place {
  const value = sort === 'lastSeen' ? record.lastSeen.getTime() : record[sort]
  return { value, token: record.token }
}

function sortValue(kind: SharedKind, sort: SharedSort): Prisma.Sql {
  const column = Prisma.sql`t.${sharedSortColumn(kind, sort)}`
  return sort === 'lastSeen' ? column : Prisma.sql`${column}::float8`
}

function place({ kind, sort, cursor }: SharedQuery, descending: boolean): Prisma.Sql {
  if (cursor === undefined || cursor === 'last') return Prisma.sql`true`
  const value = sort === 'lastSeen' ? instant(cursor.value) : Prisma.sql`${cursor.value}::bigint`
  const sides = Prisma.sql`(t.${sharedSortColumn(kind, sort)}, t.token)`
  return descending
    ? Prisma.sql`${sides} < (${value}, ${cursor.token})`
    : Prisma.sql`${sides} > (${value}, ${cursor.token})`
}
