import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { COLUMNS } from '@/lib/db/logins/login-conditions'
import { loginOrder, placeOf } from '@/lib/db/logins/login-order'
import { PROBE_LIMIT } from '@/lib/db/logins/measure-dimensions'
import {
  columnsOf,
  inOrder,
  LOGINS,
  type LoginSearch,
  planLoginSearch,
  restOfRisky,
} from '@/lib/db/logins/plan-login-search'
import { reader } from '@/lib/db/replica/read-source'
import { RISKY_LOGINS } from '@/lib/db/risks/risk-source'
import type { LoginRow } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import type { LoginSort } from '@/lib/model/query/login-cursor'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { Page } from '@/lib/model/query/page'

export type LoginPage = Page<LoginRow> & {
  /**
   * Set where the search was broken off before the page was full: no more matches were found back
   * (or forth) to this time, and the cursor goes on from there. ISO 8601, UTC.
   */
  searchedTo: string | null
}

export type LoginListQuery = {
  filter: LoginFilter
  sort: LoginSort
  order: 'asc' | 'desc'
  cursor?: string | null | undefined
  limit: number
  /** How many logins are looked at; `MAX_SEARCHED` unless a test says less. */
  maxSearched?: number
}

/** So many logins are looked at for one page; no filter, however unlucky, makes a page slow. */
export const MAX_SEARCHED = 2_500

/**
 * A page of logins. It looks at a bounded number of them by the best index, whatever the filter,
 * the depth of the page or the size of the table: see `searchedTo`.
 */
export async function searchLogins(query: LoginListQuery): Promise<LoginPage> {
  const { filter, sort, order, cursor, limit, maxSearched = MAX_SEARCHED } = query
  const search = { ...(await planSearch(filter, sort)), maxSearched }
  let searchedTo: string | null = null
  const list = keyset<LoginRow>({
    columns: loginOrder(sort),
    direction: order,
    placeOf: (row) => placeOf(row, sort),
  })
  const page = await list.pageOf({
    cursor,
    limit,
    read: async (range) => {
      const rows = await read(search, sort, range)
      if (rows.length === range.limit) return { rows }
      const last = await findBreak(search, sort, range)
      searchedTo = last?.sentAt ?? null
      return { rows, stoppedAt: last && placeOf(last, sort) }
    },
  })
  const { rows, previous, next, stoppedAt } = page
  return { rows, previous, next, searchedTo: stoppedAt === null ? null : searchedTo }
}

/** Logins without a risk have no place in its order. */
async function planSearch(filter: LoginFilter, sort: LoginSort): Promise<LoginSearch> {
  const search = await planLoginSearch(filter)
  if (sort !== 'risk') return search
  const rest = restOfRisky(filter)
  return { ...search, source: RISKY_LOGINS, rest, all: rest }
}

type BoundedSearch = LoginSearch & { maxSearched: number }

/**
 * Finds the places first, in as little as an index holds, and then reads no row but those shown. LIMIT has Postgres
 * look in the month of each alone.
 */
async function read(
  search: BoundedSearch,
  sort: LoginSort,
  range: KeysetRange & { limit: number },
) {
  const records = await reader().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM (
      SELECT sent_at AS moment, id AS place FROM (${candidates(search, sort, range)}) AS candidate
      WHERE ${followsDimension(search, sort) ? search.rest : search.all}
      ORDER BY ${range.orderBy} LIMIT ${range.limit}) AS found
    CROSS JOIN LATERAL (
      SELECT * FROM user_logins AS login
      WHERE login.sent_at = found.moment AND login.id = found.place LIMIT 1) AS user_logins
    ORDER BY ${range.outerOrderBy}`
  return records.map(toLoginRow)
}

/** The place of the last login looked at, if the search was broken off there. Indexes alone tell. */
async function findBreak(search: BoundedSearch, sort: LoginSort, range: KeysetRange) {
  if (isSmall(search)) return null
  const value = sort === 'sent_at' ? Prisma.sql`NULL` : COLUMNS[sort]
  const [found] = await reader().$queryRaw<{ id: string; sentAt: Date; value: never }[]>`
    SELECT user_logins.id::text AS "id", sent_at AS "sentAt", ${value} AS value
    FROM (${candidates(search, sort, range)}) AS user_logins
    ORDER BY ${range.outerOrderBy} OFFSET ${search.maxSearched - 1} LIMIT 1`
  if (found === undefined) return null
  const sentAt = found.sentAt.toISOString()
  const place = { id: found.id, sentAt }
  return sort === 'sent_at' ? place : { ...place, [loginField(sort).property]: found.value }
}

/**
 * The logins that are looked at, in order. A few are read whole from the chosen dimension's index and
 * sorted; of many, no more are read in the list's order than the page needs.
 */
function candidates(search: BoundedSearch, sort: LoginSort, range: KeysetRange): Prisma.Sql {
  const searched = followsDimension(search, sort)
    ? { indexRanges: search.indexRanges, source: search.source }
    : { indexRanges: [Prisma.sql`true`], source: sort === 'risk' ? search.source : LOGINS }
  const columns = columnsOf([...search.parts, sort], searched.source)
  const isByValue = search.dimension === sort && search.values.length > 0
  const from = isByValue ? { ...range, where: Prisma.sql`true` } : range
  if (isByValue) {
    searched.indexRanges = searched.indexRanges.map(
      (one, at) => Prisma.sql`${one} AND ${range.whereAt(search.values[at] ?? null)}`,
    )
  }
  if (isSmall(search)) return wholeRanges(columns, searched, from)
  return inOrder(columns, searched, from, search.maxSearched)
}

/** Whether the chosen dimension's index is read; else, of many logins, that of the list's order is. */
function followsDimension(search: BoundedSearch, sort: LoginSort): boolean {
  return isSmall(search) || sort === 'sent_at' || search.dimension === sort
}

function isSmall(search: BoundedSearch): boolean {
  return search.dimension !== null && search.atLeast <= Math.min(PROBE_LIMIT, search.maxSearched)
}

function wholeRanges(
  columns: Prisma.Sql,
  { indexRanges, source }: Pick<LoginSearch, 'indexRanges' | 'source'>,
  range: KeysetRange,
): Prisma.Sql {
  return Prisma.join(
    indexRanges.map(
      (indexRange) =>
        Prisma.sql`SELECT ${columns} FROM ${source} WHERE ${indexRange} AND ${range.where}`,
    ),
    ' UNION ALL ',
  )
}
