import { beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { type LoginListQuery, searchLogins } from '@/lib/db/logins/search-logins'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { LoginRow } from '@/lib/model/login'
import type { LoginSort } from '@/lib/model/query/login-cursor'
import { excludedValues, includedValues } from '@/lib/model/query/login-filter'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { captureStatements } from '@/test/support/database/explain'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { sampled } from '@/test/support/runner/sampled'
import { useServices } from '@/test/support/services'

const services = useServices()
const NOW = Date.parse('2026-11-21T12:00:00Z')
const ROWS = 1_200
let all: LoginRow[] = []

beforeAll(async () => {
  const runs = [await makeRun(), await makeRun()]
  const logins = Array.from({ length: ROWS }, (_, index) => {
    const draw = (many: number, of: number) =>
      (Math.imul(index * 31 + many, 2_654_435_761) >>> 8) % of
    return maskedLogin({
      userId: `user-${draw(1, 40)}`,
      maskedDeviceId: token('device', draw(2, 50)),
      maskedIp: token('ip', draw(3, 60)),
      deviceType: ['android', 'ios', 'ios', 'tv'][draw(4, 4)] as string,
      locale: [null, 'DE', 'US', 'FR'][draw(5, 4)] as string | null,
      appVersion: 10000 + draw(6, 7) * 100,
      appVersionText: `1.${draw(6, 7)}`,
      // Many at the same millisecond: the id has to break the tie.
      sentAt: new Date(NOW - (draw(7, 400) + 1) * 60_000),
    })
  })
  await store(runs[0] as number, logins.slice(0, 400))
  await store(runs[1] as number, logins.slice(400))
  await insertAdopted(
    Array.from({ length: 30 }, (_, index) => ({
      sentAt: new Date(Date.parse('2026-11-20T00:00:00Z') + (index + 1) * 60_000),
      userId: index % 2 === 0 ? null : 'user-1',
      appVersion: index % 3 === 0 ? 10000 : null,
    })),
  )
  await foldAll()
  all = await services.query<LoginRow>(`SELECT id::text, user_id AS "userId", sent_at AS "sentAt",
    device_type AS "deviceType", locale, app_version AS "appVersion", run_id AS "runId",
    masked_ip AS "maskedIp", masked_device_id AS "maskedDeviceId" FROM user_logins`)
  all = all.map((row) => ({ ...row, sentAt: new Date(row.sentAt).toISOString() }))
})

const SEARCHES = [
  '',
  'type=tv',
  'locale=',
  'locale=&locale=DE&type=ios',
  'version=1.2',
  'version-from=1.2&version-to=1.4&locale=US',
  'version-from=1.5',
  'user=user-7',
  'user=user-1&type=tv',
  `device=${token('device', 3)}`,
  `ip=${token('ip', 3)}&locale=`,
  'run=1&locale=FR',
  'run=2',
  'range=1h',
  'range=1h&user=user-3',
  'from=2026-11-21T06:00:00Z&to=2026-11-21T08:00:00Z&type=android',
  'type=',
  'user=nobody',
  'locale=XX&type=ios',
  'locale_not=',
  'device_type_not=ios&device_type_not=tv&locale_not=DE',
  'user_id=',
  'user_id_not=',
  'user_id=user-7&user_id=user-8&user_id=&locale_not=US',
  'user_id_starts=user-1&device_type_not=ios',
  'user_id_starts=user-1&user_id_not=user-12',
  'user_id_starts=USER',
  `ip=${token('ip', 3)}&ip=${token('ip', 4)}&device_id_not=${token('device', 3)}`,
  'app_version=1.2&app_version=&app_version=1.5',
  'version-from=1.2&app_version_not=1.3',
  'app_version_not=&app_version_not=1.1',
  'run=1&run=2&run_id_not=2',
  'run_id=',
]

describe.each(sampled(SEARCHES, SEARCHES.length / 3, 'searches'))('searching %s', (search) => {
  it.each(['sent_at', 'user_id', 'app_version'] as const)(
    'pages through all by %s, both ways',
    async (by) => {
      for (const order of ['desc', 'asc'] as const) {
        const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
        expect(brokenParts).toEqual([])
        const wanted = expected(filterOf(query, NOW, 'UTC'), by, order)
        const base = { filter: filterOf(query, NOW, 'UTC'), sort: by, order, limit: 400 }
        expect(await walk(base, 'next')).toEqual(wanted)
        expect(await walk(base, 'previous')).toEqual(wanted)
        // Broken off again and again, it finds the same.
        const hasty = { ...base, maxSearched: 300 }
        expect(await walk(hasty, 'next')).toEqual(wanted)
        expect(await walk(hasty, 'previous')).toEqual(wanted)
      }
    },
  )
})

it('pages the same by whatever index scan Postgres chooses', async () => {
  const database = new URL(services.databaseUrl()).pathname.slice(1)
  const { query } = parseLoginsQuery(new URLSearchParams('version-from=1.2&app_version_not=1.3'))
  const filter = filterOf(query, NOW, 'UTC')
  try {
    for (const chosen of ['enable_indexscan', 'enable_bitmapscan', 'enable_sort']) {
      await services.query(`ALTER DATABASE "${database}" RESET ALL`)
      await services.query(`ALTER DATABASE "${database}" SET ${chosen} = off`)
      await closeDatabase()
      for (const order of ['desc', 'asc'] as const) {
        const base = { filter, sort: 'app_version' as const, order, limit: 400, maxSearched: 300 }
        const wanted = expected(filter, 'app_version', order)
        expect(await walk(base, 'next'), chosen).toEqual(wanted)
        expect(await walk(base, 'previous'), chosen).toEqual(wanted)
      }
    }
  } finally {
    await services.query(`ALTER DATABASE "${database}" RESET ALL`)
    await closeDatabase()
  }
})

it('cuts the range of a version by other columns alone, since Postgres 17 finds other versions by its own', async () => {
  const { query } = parseLoginsQuery(new URLSearchParams('version-from=1.2'))
  const filter = filterOf(query, NOW, 'UTC')
  const base = { filter, sort: 'app_version' as const, order: 'desc' as const, limit: 100 }
  const { next } = await searchLogins(base)
  const cursor = parse(next, base.sort)
  const statements = await captureStatements(() => searchLogins({ ...base, cursor }))
  const ranges = statements.filter(({ text }) => /app_version = \$\d+::int/.test(text))
  expect(ranges.length).toBeGreaterThan(0)
  expect(ranges.filter(({ text }) => /\(app_version,\s*sent_at/.test(text))).toEqual([])
})

it('goes back to the rows it came from', async () => {
  const base: LoginListQuery = {
    filter: { locale: ['DE'] },
    sort: 'user_id',
    order: 'asc',
    limit: 50,
  }
  const first = await searchLogins(base)
  const second = await searchLogins({ ...base, cursor: parse(first.next, base.sort) })
  const third = await searchLogins({ ...base, cursor: parse(second.next, base.sort) })
  const back = await searchLogins({ ...base, cursor: parse(third.previous, base.sort) })
  expect(ids(back.rows)).toEqual(ids(second.rows))
  const start = await searchLogins({ ...base, cursor: parse(back.previous, base.sort) })
  expect(ids(start.rows)).toEqual(ids(first.rows))
  expect(start.previous).toBeNull()
})

async function walk(base: LoginListQuery, way: 'next' | 'previous'): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  let cursor = way === 'previous' ? 'last' : undefined
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await searchLogins({ ...base, cursor })
    if (way === 'next') found.push(...ids(page.rows))
    // The first page is filled up with rows that were seen on the second.
    else found.unshift(...ids(page.rows).filter((id) => !seen.has(id)))
    for (const id of found) seen.add(id)
    const text = page[way]
    if (text === null) return found
    cursor = parse(text, base.sort)
  }
  throw new Error('The pages do not end')
}

/** A cursor as the page of the logins gets it back from its own link. */
function parse(text: string | null, sort: LoginSort) {
  const { query, brokenParts } = parseLoginsQuery({ sort, at: text ?? '' })
  expect(brokenParts).toEqual([])
  return query.at
}

function ids(rows: { id: string }[]): string[] {
  return rows.map((row) => row.id)
}

const VALUE_KEYS = [
  ['device_type', 'deviceType'],
  ['locale', 'locale'],
  ['user_id', 'userId'],
  ['device_id', 'maskedDeviceId'],
  ['ip', 'maskedIp'],
  ['run_id', 'runId'],
  ['app_version', 'appVersion'],
] as const

function expected(
  filter: ReturnType<typeof filterOf>,
  by: 'sent_at' | 'user_id' | 'app_version',
  order: 'asc' | 'desc',
): string[] {
  const inRange = (value: number | null, low = -1, high = Number.POSITIVE_INFINITY) =>
    value !== null && value >= low && value <= high
  const rows = all.filter(
    (row) =>
      VALUE_KEYS.every(([key, property]) => {
        const [asked, left] = [includedValues(filter, key), excludedValues(filter, key)]
        return (asked?.includes(row[property]) ?? true) && !left.includes(row[property])
      }) &&
      (row.userId?.startsWith(filter.user_id_starts ?? '') ??
        filter.user_id_starts === undefined) &&
      ((filter.fromVersion ?? filter.toVersion) === undefined ||
        inRange(row.appVersion, filter.fromVersion, filter.toVersion)) &&
      Date.parse(row.sentAt) >= (filter.fromMs ?? 0) &&
      Date.parse(row.sentAt) < (filter.toMs ?? Number.POSITIVE_INFINITY),
  )
  const sign = order === 'asc' ? 1 : -1
  const value = (row: LoginRow) => (by === 'user_id' ? row.userId : row.appVersion)
  const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
  return ids(
    rows.toSorted((a, b) => {
      if (by !== 'sent_at') {
        const [one, other] = [value(a), value(b)]
        if ((one === null) !== (other === null)) return one === null ? 1 : -1
        const difference = one === null || other === null ? 0 : compare(one, other)
        if (difference !== 0) return difference * sign
      }
      return (compare(a.sentAt, b.sentAt) || Number(a.id) - Number(b.id)) * sign
    }),
  )
}
