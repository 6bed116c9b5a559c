import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import type { KeysetColumn, KeysetRange } from '@/lib/db/keyset-ranges'
import { reader } from '@/lib/db/replica/read-source'
import {
  activePart,
  asksForReview,
  indexedParts,
  newPart,
  reviewedValues,
  type SharedFilter,
  type SharedRecord,
  sharedColumns,
  sharedConditions,
  sharedSortColumn,
  usersPart,
} from '@/lib/db/shared/shared-conditions'
import { nameInCursor, tokenInCursor } from '@/lib/db/shared/shared-cursor-token'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { Page } from '@/lib/model/query/page'
import {
  MAX_RECENT_USERS,
  type SharedKind,
  type SharedRow,
  type SharedSort,
} from '@/lib/model/shared/shared-values'

export type SharedListQuery = SharedFilter & {
  sort: SharedSort
  order: 'asc' | 'desc'
  cursor?: string | null | undefined
  limit: number
  /** How many are looked at; a test may say less. */
  maxSearched?: number
}

export type SharedPage = Page<SharedRow> & {
  /** Whether the search was broken off before the page was full; its cursor goes on from there. */
  isBrokenOff: boolean
}

/** So many are looked at for one page, and fetched at once where no more can match. */
const MAX_SEARCHED = 400
/** A count of what two parts tell looks at more: it fetches nothing. */
const MAX_COUNTED = 600

/**
 * A page of the devices, or IPs, that at least so many users share. However few of them match, a
 * bounded number is looked at: see `isBrokenOff`.
 */
export async function listShared(query: SharedListQuery): Promise<SharedPage> {
  const { kind, sort, order, cursor, limit } = query
  const list = keyset<SharedRecord>({
    columns: keyOf(kind, sort),
    direction: order,
    placeOf: (record) => [BigInt(Number(record[sort])), record.token],
  })
  const page = await list.pageOf({ cursor, limit, read: (range) => readRange(query, range) })
  return {
    rows: page.rows.map(toSharedRow),
    previous: page.previous,
    next: page.next,
    isBrokenOff: page.stoppedAt !== null,
  }
}

/** Ties are broken by the token, which may be an original: cursors name it. */
function keyOf(kind: SharedKind, sort: SharedSort): KeysetColumn[] {
  const names = {
    nameOf: (token: string) => nameInCursor(kind, token),
    valueOf: (name: string) => tokenInCursor(kind, name),
  }
  const sorted = Prisma.sql`t.${sharedSortColumn(kind, sort)}`
  return [
    { sql: sorted, type: isTime(sort) ? 'time' : 'bigint' },
    { sql: Prisma.sql`t.token`, type: 'text', names },
  ]
}

async function readRange(query: SharedListQuery, range: KeysetRange & { limit: number }) {
  const { kind, sort, maxSearched = MAX_SEARCHED } = query
  const { where, orderBy, limit } = range
  const inOrder = scanInOrder(query, range, maxSearched)
  const read = (candidates: Prisma.Sql) => reader().$queryRaw<SharedRecord[]>`
    SELECT ${sharedColumns(query, MAX_RECENT_USERS + 1)} FROM (${candidates}) AS t
    WHERE ${Prisma.join([...sharedConditions(query), where], ' AND ')}
    ORDER BY ${orderBy} LIMIT ${limit}`
  // Where many match, a short way along the order fills the page, and nothing has to be planned.
  const found = asksForReview(query) ? [] : await read(inOrder)
  if (found.length === limit) return { rows: found }
  const few = await findFew(query, maxSearched)
  if (few !== null) return { rows: await read(few) }
  // Of the last one looked at, no more than its place, which the index of the order knows.
  const [last] = await reader().$queryRaw<{ value: number | Date; token: string }[]>`
    SELECT ${sortValue(kind, sort)} AS value, t.token FROM (${inOrder}) AS t
    ORDER BY ${orderBy} OFFSET ${maxSearched - 1} LIMIT 1`
  return { rows: found, stoppedAt: last ? [BigInt(Number(last.value)), last.token] : null }
}

/** How many there are; at least so many, where counting on would take long. */
export async function countShared(
  query: SharedFilter,
): Promise<{ count: number; isExact: boolean }> {
  const range = { where: Prisma.sql`true`, orderBy: Prisma.sql`t.users DESC, t.token DESC` }
  const asked = { ...query, sort: 'users', order: 'desc', limit: 0 } as const
  // Two parts take a look at each row; one is told by its index.
  const most = sharedConditions(query).length === 1 ? COUNT_CAP + 1 : MAX_COUNTED
  const few = await findFew(asked, most)
  const [row] = await reader().$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (WHERE matches))::float8 AS count
    FROM (SELECT (${Prisma.join(sharedConditions(query), ' AND ')}) AS matches
          FROM (${few ?? scanInOrder(asked, range, most)}) AS t) AS found`
  const { searched = 0, count = 0 } = row ?? {}
  const isExact = (few !== null || searched < most) && count <= COUNT_CAP
  return { count: isExact ? count : Math.min(count, COUNT_CAP), isExact }
}

const COUNT_CAP = 10_000

/** All that a part of the filter leaves, where that is no more than so many; else null. */
async function findFew(query: SharedListQuery, most: number): Promise<Prisma.Sql | null> {
  if (asksForReview(query)) return reviewedValues(query)
  const { rollup } = SHARED_TABLES[query.kind]
  const parts = indexedParts(query)
  const sizes = parts.map(
    (part, at) => Prisma.sql`(SELECT count(*)::int FROM (
      SELECT 1 FROM ${rollup} AS t WHERE ${part} LIMIT ${most + 1}) AS few) AS ${Prisma.raw(`s${at}`)}`,
  )
  // Short looks at the indexes tell.
  const [found] = await reader().$queryRaw<Record<string, number>[]>`SELECT ${Prisma.join(sizes)}`
  const few = parts.find((_, at) => (found?.[`s${at}`] ?? 0) <= most)
  // OFFSET 0 keeps Postgres from following the order instead.
  return few === undefined ? null : Prisma.sql`SELECT * FROM ${rollup} AS t WHERE ${few} OFFSET 0`
}

/** The next so many in the order, of those that the order itself can tell from the rest. */
function scanInOrder(
  query: SharedListQuery,
  { where, orderBy }: Pick<KeysetRange, 'where' | 'orderBy'>,
  most: number,
) {
  const conditions = [
    where,
    ...(query.sort === 'users' ? [usersPart(query)] : []),
    ...(query.sort === 'lastSeen' ? activePart(query) : []),
    ...(query.sort === 'firstSeen' ? newPart(query) : []),
  ]
  return Prisma.sql`
    SELECT * FROM ${SHARED_TABLES[query.kind].rollup} AS t WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${orderBy} LIMIT ${most}`
}

/** What is shown of a record; an original that is not masked yet is not. */
export function toSharedRow(record: SharedRecord): SharedRow {
  const [firstSeen, lastSeen] = [record.firstSeen.toISOString(), record.lastSeen.toISOString()]
  return { ...record, token: hideOriginal(record.token), firstSeen, lastSeen }
}

function sortValue(kind: SharedKind, sort: SharedSort): Prisma.Sql {
  const column = Prisma.sql`t.${sharedSortColumn(kind, sort)}`
  return isTime(sort) ? column : Prisma.sql`${column}::float8`
}

function isTime(sort: SharedSort): boolean {
  return sort === 'firstSeen' || sort === 'lastSeen'
}
