import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { FilterDimension } from '@/lib/db/logins/login-conditions'
import {
  columnsOf,
  inOrder,
  type LoginSearch,
  planLoginSearch,
} from '@/lib/db/logins/plan-login-search'
import { MAX_SEARCHED } from '@/lib/db/logins/search-logins'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/**
 * A subquery for the newest logins by a filter's best index, with the columns of the filter's
 * and some `other` parts, and whether each `matches`. It looks at a bounded number, which the caller
 * has to tell from all by counting.
 */
export async function newestMatches(
  filter: LoginFilter,
  {
    others = [],
    maxSearched = MAX_SEARCHED,
    db,
  }: { others?: FilterDimension[]; maxSearched?: number; db: Reader },
): Promise<{ from: Prisma.Sql; search: LoginSearch; maxSearched: number }> {
  const search = await planLoginSearch(filter, db)
  const columns = columnsOf([...search.parts, ...others], search.source)
  const newest = { where: Prisma.sql`true`, orderBy: Prisma.sql`sent_at DESC, id DESC` }
  const from = Prisma.sql`(
    SELECT *, (${search.rest}) IS TRUE AS matches
    FROM (${inOrder(columns, search, newest, maxSearched)}) AS searched) AS login`
  return { from, search, maxSearched }
}
