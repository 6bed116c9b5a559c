import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { placeOf, readsBackwards, type Stretch, stretchesOf } from '@/lib/db/logins/login-order'
import {
  columnsOf,
  inOrder,
  type LoginSearch,
  PROBED,
  planLoginSearch,
} from '@/lib/db/logins/plan-login-search'
import type { LoginRow } from '@/lib/model/login'
import { type LoginCursor, type LoginSort, writeLoginCursor } from '@/lib/model/login-cursor'
import type { LoginFilter } from '@/lib/model/logins-query'

export type LoginPage = {
  rows: LoginRow[]
  /** Cursors of the pages before and after; null at an end. */
  previous: string | null
  next: string | null
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
  cursor?: LoginCursor
  limit: number
  /** How many logins are looked at; `MOST_SEARCHED` unless a test says less. */
  mostSearched?: number
}

/** So many logins are looked at for one page; no filter, however unlucky, makes a page slow. */
export const MOST_SEARCHED = 2_500

/**
 * A page of logins. It looks at a bounded number of them along the best index, whatever the filter,
 * the depth of the page or the size of the table: see `searchedTo`.
 */
export async function searchLogins(query: LoginListQuery): Promise<LoginPage> {
  const { filter, sort, order, cursor, limit, mostSearched = MOST_SEARCHED } = query
  const search = { ...(await planLoginSearch(filter)), mostSearched }
  const backwards = readsBackwards(cursor)
  const rows: LoginRow[] = []
  let brokenOffAt: Awaited<ReturnType<typeof findBreak>> = null
  for (const stretch of stretchesOf(sort, order, cursor)) {
    const wanted = limit + 1 - rows.length
    const found = await read(search, sort, stretch, wanted)
    rows.push(...found)
    if (rows.length > limit) break
    brokenOffAt = await findBreak(search, sort, stretch)
    if (brokenOffAt !== null) break
  }
  const more = rows.length > limit
  const shown = rows.slice(0, limit)
  // What is reached backwards, not full, is the first page: read it as such, with its rows.
  if (cursor?.towards === 'previous' && !more && brokenOffAt === null) {
    return searchLogins({ ...query, cursor: undefined })
  }
  if (backwards) shown.reverse()
  const ahead = more ? (backwards ? shown[0] : shown.at(-1)) : brokenOffAt
  const ends = {
    ahead: ahead ? writeLoginCursor(placeOf(ahead, sort, backwards ? 'previous' : 'next')) : null,
    // An empty page is read again from its far end: the login at the cursor itself belongs to it.
    behind: behind(query, (backwards ? shown.at(-1) : shown[0]) ?? brokenOffAt),
  }
  return {
    rows: shown,
    previous: backwards ? ends.ahead : ends.behind,
    next: backwards ? ends.behind : ends.ahead,
    searchedTo: more ? null : (brokenOffAt?.sentAt ?? null),
  }
}

type BoundedSearch = LoginSearch & { mostSearched: number }

/** The cursor back to where the reader came from; there is none from either end of the list. */
function behind(
  { cursor, sort }: LoginListQuery,
  edge: Parameters<typeof placeOf>[0] | null,
): string | null {
  if (cursor === undefined || cursor.towards === 'last') return null
  const towards = cursor.towards === 'next' ? 'previous' : 'next'
  return writeLoginCursor(edge ? placeOf(edge, sort, towards) : { ...cursor, towards })
}

/** Finds the places first, in as little as an index holds, and then reads no row but those shown. */
async function read(search: BoundedSearch, sort: LoginSort, stretch: Stretch, limit: number) {
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM (
      SELECT sent_at, id AS place FROM (${candidates(search, sort, stretch)}) AS candidate
      WHERE ${isAlong(search, sort) ? search.rest : search.all}
      ORDER BY ${stretch.orderBy} LIMIT ${limit}) AS found
    JOIN user_logins USING (sent_at) WHERE user_logins.id = found.place
    ORDER BY ${stretch.orderShown}`
  return records.map(toLoginRow)
}

/** The place of the last login looked at, if the search was broken off there. Indexes alone tell. */
async function findBreak(search: BoundedSearch, sort: LoginSort, stretch: Stretch) {
  if (isSmall(search)) return null
  const value = VALUES[sort]
  const [found] = await database().$queryRaw<{ id: string; sentAt: Date; value: never }[]>`
    SELECT user_logins.id::text AS "id", sent_at AS "sentAt", ${value} AS value
    FROM (${candidates(search, sort, stretch)}) AS user_logins
    ORDER BY ${stretch.orderShown} OFFSET ${search.mostSearched - 1} LIMIT 1`
  if (found === undefined) return null
  const { id, sentAt, value: userOrVersion } = found
  return { id, sentAt: sentAt.toISOString(), userId: userOrVersion, appVersion: userOrVersion }
}

const VALUES: Record<LoginSort, Prisma.Sql> = {
  time: Prisma.sql`NULL`,
  user: Prisma.sql`user_id`,
  version: Prisma.sql`app_version`,
}

/**
 * The logins that are looked at, in order. Few of them are fetched along their lead and sorted; of
 * many, no more are read along the order than the page needs.
 */
function candidates(search: BoundedSearch, sort: LoginSort, stretch: Stretch): Prisma.Sql {
  const columns = columnsOf([...search.parts, sort])
  if (isSmall(search)) return ranges(columns, search.branches, stretch)
  const branches = isAlong(search, sort) ? search.branches : [Prisma.sql`true`]
  return inOrder(columns, branches, stretch, search.mostSearched)
}

/** Whether the lead is followed; else, of many logins, the order of users or versions is. */
function isAlong(search: BoundedSearch, sort: LoginSort): boolean {
  return isSmall(search) || sort === 'time' || search.lead === sort
}

function isSmall(search: BoundedSearch): boolean {
  return search.lead !== null && search.atLeast <= Math.min(PROBED, search.mostSearched)
}

function ranges(columns: Prisma.Sql, branches: Prisma.Sql[], stretch: Stretch): Prisma.Sql {
  return Prisma.join(
    branches.map(
      (branch) =>
        Prisma.sql`SELECT ${columns} FROM user_logins WHERE ${branch} AND ${stretch.condition}`,
    ),
    ' UNION ALL ',
  )
}
