import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { findLogin } from '@/lib/db/logins/find-login'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { findShared } from '@/lib/db/shared/find-shared'
import { countShared, listShared } from '@/lib/db/shared/list-shared'
import { readLinkGraph } from '@/lib/db/shared/read-link-graph'
import { writeCursor } from '@/lib/model/query/cursor'
import type { LoginSort } from '@/lib/model/query/login-cursor'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { LOADED_UNTIL } from '@/test/bench/load-logins'
import type { Samples } from '@/test/bench/read-samples'

/** What a page asks of the database, with what makes it ask. */
export type PageQuery = { name: string; run: () => Promise<unknown> }

const NOW = LOADED_UNTIL.getTime()
const PAGE = 100
const DAY_MS = 86_400_000

/** Every query of the pages on logins, devices and IPs, with the filters that cost most. */
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
      const value = { sent_at: [], user_id: [userId], app_version: [BigInt(version)] }[sort]
      const cursor = writeCursor({ towards: 'next', place: [...value, BigInt(ms), BigInt(id)] })
      return searchLogins({ filter: {}, sort, order: 'desc', cursor, limit: PAGE })
    },
  })
  const days = (count: number) => ({ fromMs: NOW - count * DAY_MS - 1_234_567 })
  const unlucky: LoginFilter = { locale: ['DE'], fromVersion: 13_900, toVersion: 13_900 }
  const filters: [string, () => LoginFilter][] = [
    ['no filter', () => ({})],
    ['7 days', () => days(7)],
    ['device type', () => ({ device_type: ['ios'] })],
    ['rare device type', () => ({ device_type: ['tv'] })],
    ['five locales and none', () => ({ locale: ['DE', 'FR', 'NG', 'VN', 'VA', null] })],
    ['exact version', () => ({ fromVersion: 12_000, toVersion: 12_000 })],
    ['version range', () => ({ fromVersion: 12_000, toVersion: 13_000 })],
    ['user', () => ({ user_id: any(samples.users) })],
    ['device', () => ({ device_id: any(samples.devices) })],
    ['IP', () => ({ ip: any(samples.ips) })],
    ['busiest IP', () => ({ ip: samples.office })],
    ['run', () => ({ run_id: 3 })],
    ['longest run', () => ({ run_id: 1 })],
    ['busiest IP, none of locale VA', () => ({ ip: samples.office, locale: ['VA'] })],
    [
      // Each part has more logins than are looked at, at any size.
      'web, locale DE, one version',
      () => ({
        device_type: ['web'],
        locale: ['DE'],
        fromVersion: 13_000,
        toVersion: 13_000,
      }),
    ],
    ['never: tv in locale VA', () => ({ device_type: ['tv'], locale: ['VA'] })],
    ['never: a run outside its time', () => ({ run_id: 3, ...days(80), toMs: NOW - 60 * DAY_MS })],
    ['locale and newest version', () => unlucky],
  ]
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
    ...(['device', 'ip'] as const).flatMap((kind): PageQuery[] => [
      ...(['users', 'logins', 'others', 'lastSeen'] as const).flatMap((sort): PageQuery[] => [
        {
          name: `${kind}s: by ${sort}`,
          run: () => listShared({ kind, minUsers: 2, sort, order: 'desc', limit: PAGE }),
        },
        {
          name: `${kind}s: by ${sort}, 5 users, 7 days`,
          run: () =>
            listShared({
              kind,
              minUsers: 5,
              activeSinceMs: NOW - 7 * DAY_MS,
              sort,
              order: 'asc',
              limit: PAGE,
            }),
        },
      ]),
      {
        name: `${kind}s: count`,
        run: () => countShared({ kind, minUsers: 3, activeSinceMs: NOW - 30 * DAY_MS }),
      },
    ]),
    {
      name: 'devices: marked',
      run: () =>
        listShared({
          kind: 'device',
          minUsers: 2,
          mark: 'suspicious',
          sort: 'users',
          order: 'desc',
          limit: PAGE,
        }),
    },
    {
      name: 'devices: nobody marked',
      run: () =>
        listShared({
          kind: 'device',
          minUsers: 2,
          mark: 'none',
          sort: 'users',
          order: 'desc',
          limit: PAGE,
        }),
    },
    { name: 'one device: fifty users', run: () => findShared('device', samples.kiosk) },
    { name: 'one IP: ten thousand logins', run: () => findShared('ip', samples.office) },
    { name: 'graph: device of fifty users', run: () => readLinkGraph('device', samples.kiosk) },
    { name: 'graph: busiest IP', run: () => readLinkGraph('ip', samples.office) },
    { name: 'graph: a user', run: () => readLinkGraph('user', any(samples.users)) },
  ]
}

function turns(): () => number {
  let turn = 0
  return () => {
    turn += 1
    return turn
  }
}
