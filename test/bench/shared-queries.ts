import { findNextUnreviewed } from '@/lib/db/shared/find-next-unreviewed'
import { countShared, listShared } from '@/lib/db/shared/list-shared'
import { DAY_MS } from '@/lib/model/time/units'
import { LOADED_UNTIL } from '@/test/bench/load-logins'
import type { Samples } from '@/test/bench/read-samples'

const NOW = LOADED_UNTIL.getTime()
const PAGE = 100
const DEVICES = { kind: 'device', minUsers: 2, sort: 'users', order: 'desc' } as const

/** Every query of the lists of devices and IPs. @param any takes turns through a list. */
export function sharedQueries(samples: Samples, any: <T>(list: T[]) => T) {
  return [
    ...(['device', 'ip'] as const).flatMap((kind) => [
      ...(['users', 'logins', 'others', 'firstSeen', 'lastSeen'] as const).flatMap((sort) => [
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
    ...(['device', 'ip'] as const).flatMap((kind) => {
      const list = { kind, minUsers: 2, order: 'desc', limit: PAGE } as const
      const week = { activeSinceMs: NOW - 7 * DAY_MS, minRecentUsers: 3 }
      const fresh = { newSinceMs: NOW - 7 * DAY_MS }
      return [
        {
          name: `${kind}s: 3 users in 7 days`,
          run: () => listShared({ ...list, ...week, sort: 'users' }),
        },
        {
          name: `${kind}s: 3 users in 7 days, new`,
          run: () => listShared({ ...list, ...week, ...fresh, sort: 'firstSeen' }),
        },
        {
          name: `${kind}s: 3 users in 7 days, count`,
          run: () => countShared({ ...list, ...week }),
        },
        {
          name: `${kind}s: by token`,
          run: () => {
            const token = any(kind === 'device' ? samples.devices : samples.ips)
            return listShared({ ...list, prefixes: [token.slice(0, 15)], sort: 'users' })
          },
        },
        {
          name: `${kind}s: nobody's`,
          run: () => listShared({ ...list, assignee: null, sort: 'logins' }),
        },
      ]
    }),
    {
      name: 'devices: next unreviewed',
      run: () => findNextUnreviewed(DEVICES, samples.kiosk),
    },
    {
      name: 'devices: marked',
      run: () => listShared({ ...DEVICES, mark: 'suspicious', limit: PAGE }),
    },
    {
      name: 'devices: nobody marked',
      run: () => listShared({ ...DEVICES, mark: 'none', limit: PAGE }),
    },
  ]
}
