import { readLoginsPerQuarter } from '@/lib/db/alerts/read-logins-per-quarter'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { countRiskyLogins } from '@/lib/db/risks/count-risky-logins'
import { writeCursor } from '@/lib/model/query/cursor'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { PageQuery } from '@/test/bench/page-query'
import type { Samples } from '@/test/bench/read-samples'

const PAGE = 100
const ANY = { signals: [], minScore: 1 }

/** Every query that asks for logins by their risk. */
export function riskQueries({ users, places }: Samples, nowMs: number): PageQuery[] {
  const days = { fromMs: nowMs - 7 * 86_400_000 }
  const filters: [string, LoginFilter][] = [
    ['any risk', { risk: ANY }],
    ['a rare signal', { risk: { signals: ['many_ips'], minScore: 90 } }],
    ['any risk, 7 days', { risk: ANY, ...days }],
    ['any risk of a user', { risk: ANY, user_id: users[0] }],
    ['any risk, locale DE', { risk: ANY, locale: ['DE'] }],
  ]
  const list = (filter: LoginFilter, sort: 'sent_at' | 'risk', cursor: string | null = null) =>
    searchLogins({ filter, sort, order: 'desc', cursor, limit: PAGE })
  const { ms, id } = places[0] as Samples['places'][number]
  const deep = writeCursor({ towards: 'next', place: [50n, BigInt(ms), BigInt(id)] })
  return [
    ...filters.flatMap(([name, filter]): PageQuery[] => [
      { name: `logins: ${name}`, run: () => list(filter, 'sent_at') },
      { name: `riskiest: ${name}`, run: () => list(filter, 'risk') },
      { name: `count: ${name}`, run: () => countLogins(filter) },
      { name: `facets: ${name}`, run: () => countFacets(filter) },
      { name: `chart: ${name}`, run: () => countOverTime(filter, { timeZone: 'UTC', nowMs }) },
    ]),
    { name: 'riskiest: deep page', run: () => list({ risk: ANY }, 'risk', deep) },
    { name: 'alert: risky logins', run: () => countRiskyLogins(50) },
    { name: 'alert: spike of logins', run: readLoginsPerQuarter },
  ]
}
