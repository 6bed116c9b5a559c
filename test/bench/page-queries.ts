import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { groupLogins } from '@/lib/db/logins/explore/group-logins'
import { loosenFilter } from '@/lib/db/logins/explore/loosen-filter'
import { findLogin } from '@/lib/db/logins/find-login'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { readRetention } from '@/lib/db/retention/read-retention'
import { findShared } from '@/lib/db/shared/find-shared'
import { writeCursor } from '@/lib/model/query/cursor'
import type { LoginSort } from '@/lib/model/query/login-cursor'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { apiQueries } from '@/test/bench/api-queries'
import { auditQueries } from '@/test/bench/audit-queries'
import { chartQueries } from '@/test/bench/chart-queries'
import { linkQueries } from '@/test/bench/link-queries'
import { LOADED_UNTIL } from '@/test/bench/load-logins'
import { days, loginFilters } from '@/test/bench/login-filters'
import type { PageQuery } from '@/test/bench/page-query'
import type { Samples } from '@/test/bench/read-samples'
import { rejectedQueries } from '@/test/bench/rejected-queries'
import { riskQueries } from '@/test/bench/risk-queries'
import { sharedQueries } from '@/test/bench/shared-queries'
import { userQueries } from '@/test/bench/user-queries'

const NOW = LOADED_UNTIL.getTime()
const PAGE = 100

/** Every query of the pages on logins, devices, IPs, rejected messages and the audit log, with the filters that cost most. */
export function pageQueries(samples: Samples): PageQuery[] {
  const pick = turns()
  const any = <T>(list: T[]) => list[pick() % list.length] as T
  const list = (
    name: string,
    filter: () => LoginFilter,
    sort: LoginSort = 'sent_at',
  ): PageQuery => ({
    name: `logins: ${name}`,
    run: () => searchLogins({ filter: filter(), sort, order: 'desc', limit: PAGE }),
  })
  const deep = (sort: LoginSort): PageQuery => ({
    name: `logins: deep page by ${sort}`,
    run: () => {
      const { ms, id, userId, version } = any(samples.places)
      const value = { sent_at: [], user_id: [userId], app_version: [BigInt(version)], risk: [50n] }[
        sort
      ]
      const cursor = writeCursor({ towards: 'next', place: [...value, BigInt(ms), BigInt(id)] })
      return searchLogins({ filter: {}, sort, order: 'desc', cursor, limit: PAGE })
    },
  })
  const filters = loginFilters(samples, any)
  return [
    ...filters.map(([name, filter]) => list(name, filter)),
    list('last of many by user', () => ({ device_type: ['ios'] }), 'user_id'),
    list('by user, web in locale DE', () => ({ device_type: ['web'], locale: ['DE'] }), 'user_id'),
    list('by version, locale DE', () => ({ locale: ['DE'] }), 'app_version'),
    list('by user, 7 days', () => days(7), 'user_id'),
    list('by user, the newest 1,500', () => ({ fromMs: samples.recentMs }), 'user_id'),
    deep('sent_at'),
    deep('user_id'),
    deep('app_version'),
    {
      name: 'logins: last page',
      run: () =>
        searchLogins({
          filter: {},
          sort: 'sent_at',
          order: 'desc',
          cursor: 'last',
          limit: PAGE,
        }),
    },
    ...filters.map(([name, filter]) => ({
      name: `count: ${name}`,
      run: () => countLogins(filter()),
    })),
    ...filters.map(([name, filter]) => ({
      name: `facets: ${name}`,
      run: () => countFacets(filter()),
    })),
    ...filters.map(([name, filter]) => ({
      name: `chart: ${name}`,
      run: () => countOverTime(filter(), { timeZone: 'Europe/Berlin', nowMs: NOW }),
    })),
    ...([10, 100] as const).flatMap((batches) =>
      filters.map(([name, filter]) => ({
        name: `${batches === 10 ? 'new' : 'much new'}: ${name}`,
        run: () => {
          const mark = {
            newest: String(samples.newestBatchId - batches),
            key: null,
            missing: ['2', '3'],
          }
          return countLoginsSince(filter(), mark)
        },
      })),
    ),
    ...filters.flatMap(([name, filter]): PageQuery[] => [
      { name: `by user: ${name}`, run: () => groupLogins(filter(), 'user_id') },
      { name: `by version: ${name}`, run: () => groupLogins(filter(), 'app_version') },
    ]),
    { name: 'by locale', run: () => groupLogins({}, 'locale') },
    {
      name: 'empty: what to loosen',
      run: () =>
        loosenFilter({
          ...days(7),
          device_type: ['tv'],
          locale: ['VA'],
          user_id: any(samples.users),
        }),
    },
    {
      name: 'inspector: a login and those related to it',
      run: () => findLogin(any(samples.places)),
    },
    { name: 'suggest: users', run: () => suggestValues('user_id', any(samples.users).slice(0, 3)) },
    {
      name: 'suggest: devices',
      run: () => suggestValues('device_id', any(samples.devices).slice(0, 14)),
    },
    { name: 'suggest: locales', run: () => suggestValues('locale', '') },
    { name: 'suggest: versions', run: () => suggestValues('app_version', '1.') },
    ...sharedQueries(samples, any),
    { name: 'one device: fifty users', run: () => findShared('device', samples.kiosk) },
    { name: 'one IP: ten thousand logins', run: () => findShared('ip', samples.office) },
    ...linkQueries(samples, any),
    ...userQueries(samples, any),
    ...rejectedQueries(),
    ...auditQueries(),
    ...chartQueries(),
    ...apiQueries(),
    ...riskQueries(samples, NOW),
    { name: 'retention: what is kept', run: () => readRetention(100) },
  ]
}

function turns(): () => number {
  let turn = 0
  return () => {
    turn += 1
    return turn
  }
}
