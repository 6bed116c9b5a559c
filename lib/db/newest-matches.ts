import { Prisma } from '@/lib/db/generated/client'
import { inOrder, type LoginSearch, planLoginSearch } from '@/lib/db/plan-login-search'
import { MOST_SEARCHED } from '@/lib/db/search-logins'
import type { LoginFilter } from '@/lib/logins-query'

/**
 * A subquery for the newest logins that match a filter, as `(searched, matches, <columns>)`: it looks
 * at a bounded number, which the caller has to tell from all by counting what was searched.
 */
export async function newestMatches(
  filter: LoginFilter,
  columns: Prisma.Sql,
  mostSearched: number = MOST_SEARCHED,
): Promise<{ from: Prisma.Sql; search: LoginSearch; mostSearched: number }> {
  const search = await planLoginSearch(filter)
  const newest = { condition: Prisma.sql`true`, orderBy: Prisma.sql`sent_at DESC, id DESC` }
  const from = Prisma.sql`(
    SELECT ${columns}, (${search.rest}) IS TRUE AS matches
    FROM (${inOrder(search.branches, newest, mostSearched)}) AS searched) AS login`
  return { from, search, mostSearched }
}
