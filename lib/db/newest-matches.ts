import { Prisma } from '@/lib/db/generated/client'
import { type LoginSearch, planLoginSearch } from '@/lib/db/plan-login-search'
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
  const ranges = search.branches.map(
    (branch) => Prisma.sql`SELECT * FROM user_logins WHERE ${branch}`,
  )
  const from = Prisma.sql`(
    SELECT ${columns}, (${search.rest}) IS TRUE AS matches
    FROM (${Prisma.join(ranges, ' UNION ALL ')}
          ORDER BY sent_at DESC, id DESC LIMIT ${mostSearched}) AS searched) AS login`
  return { from, search, mostSearched }
}
