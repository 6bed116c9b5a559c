import { beforeAll, describe, expect, it } from 'vitest'
import { bucketsOf, timeOf } from '@/components/logins/charts/time-buckets'
import { database } from '@/lib/db/client'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { countOverTime } from '@/lib/db/logins/count-over-time'
import { exportLogins } from '@/lib/db/logins/export-logins'
import { findLogin } from '@/lib/db/logins/find-login'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { findShared } from '@/lib/db/shared/find-shared'
import { countShared, listShared, type SharedPage } from '@/lib/db/shared/list-shared'
import { readLinkGraph } from '@/lib/db/shared/read-link-graph'
import { listDeviceReviews, reviewDevice } from '@/lib/db/shared/review-device'
import { foldAll } from '@/lib/ingest/fold-loop'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { sharedQuery } from '@/lib/model/query/shared-query'
import { useServices } from '@/test/support/services'
import { makeRun, maskedLogin, store, token } from '@/test/support/stored-logins'
import { throughUrl } from '@/test/support/through-url'

const services = useServices()
const NOW = Date.parse('2026-11-21T12:34:56.789Z')
const HOSTILE = "'); DROP TABLE user_logins;--"

beforeAll(async () => {
  const run = await makeRun()
  const logins = Array.from({ length: 2_500 }, (_, index) => {
    const draw = (many: number, of: number) =>
      (Math.imul(index * 31 + many, 2_654_435_761) >>> 8) % of
    return maskedLogin({
      userId: `user-${draw(1, 90)}`,
      maskedDeviceId: token('device', draw(2, 300)),
      maskedIp: token('ip', draw(3, 40)),
      deviceType: ['android', 'ios', 'ios', 'tv'][draw(4, 4)] as string,
      locale: [null, 'DE', 'US', HOSTILE][draw(5, 4)] as string | null,
      appVersion: 10000 + draw(6, 7) * 100,
      appVersionText: `1.${draw(6, 7)}`,
      sentAt: new Date(NOW - draw(7, 40 * 86_400) * 1_000),
    })
  })
  await store(run, logins)
  await foldAll()
})

const SEARCHES = [
  '',
  'type=tv',
  'locale=&locale=DE&type=ios',
  'range=7d',
  'range=24h&type=ios',
  'range=1h',
  'from=2026-11-01T10:20:00Z&to=2026-11-01T10:40:00Z',
  'from=2026-11-01T10:20:00Z',
  'to=2026-11-01T10:20:00Z&locale=US',
  'version=1.3',
  'version-from=1.3&range=30d',
  `locale=${encodeURIComponent(HOSTILE)}`,
  'user=user-5',
  `device=${token('device', 5)}`,
  `ip=${token('ip', 5)}&type=ios`,
  'run=1&version-to=1.2',
]

describe.each(SEARCHES)('of %s', (search) => {
  const filter = filterOf(parseLoginsQuery(new URLSearchParams(search)).query, NOW, 'UTC')

  it('the count is the number of rows exported', async () => {
    const rows = await exported(filter)
    expect(await countLogins(filter)).toEqual({ count: rows.length, isExact: true })
  })

  it('the charts add up to it', async () => {
    const { count } = await countLogins(filter)
    const facets = await countFacets({ ...filter })
    const { bars, completeFromMs } = await countOverTime(filter, {
      timeZone: 'Asia/Kolkata',
      nowMs: NOW,
    })
    const sum = (rows: { logins: number }[]) => rows.reduce((total, row) => total + row.logins, 0)
    expect(completeFromMs).toBeNull()
    expect(sum(bars)).toBe(count)
    for (const key of ['device_type', 'locale'] as const) {
      const { counts, others } = facets.fields[key]
      expect(sum(counts.filter(({ value }) => filter[key]?.includes(value) ?? true))).toBe(count)
      expect(others).toEqual({ values: 0, logins: 0 })
    }
  })

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])(
    'each bar of the chart leads to as many logins, in %s',
    async (timeZone) => {
      const histogram = await countOverTime(filter, { timeZone, nowMs: NOW })
      // There, days of a device type or a locale are cut at UTC's hours, and say so.
      expect(histogram.isByUtcHours && timeZone !== 'Asia/Kolkata').toBe(false)
      if (histogram.isByUtcHours) return
      for (const bucket of bucketsOf(histogram)) {
        const [fromMs, toMs] = timeOf([bucket, bucket], filter)
        const { count, isExact } = await countLogins({ ...filter, fromMs, toMs })
        expect({ count, isExact }).toEqual({ count: bucket.logins, isExact: true })
      }
    },
  )
})

it('exports in the order asked for, and closes its connection when left early', async () => {
  const rows = await exported({}, 'app_version', 'asc')
  const versions = rows.map((row) => Number(row[7]))
  expect(versions).toEqual(versions.toSorted((a, b) => a - b))
  expect(rows[0]?.[0]).toMatch(/^2026-1\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  for await (const _ of exportLogins({ filter: {}, sort: 'sent_at', order: 'desc' })) break
  await expect
    .poll(() =>
      services.query(`SELECT 1 FROM pg_stat_activity WHERE query LIKE '%FETCH%export'
                                 AND pid <> pg_backend_pid() AND datname = current_database()`),
    )
    .toEqual([])
})

it('tells how many logins share what a login has', async () => {
  const [row] = await services.query<{ id: string; ms: string; device: string; user: string }>(
    `SELECT id, extract(epoch FROM sent_at) * 1000 AS ms, masked_device_id AS device,
            user_id AS "user" FROM user_logins ORDER BY id LIMIT 1`,
  )
  const found = await findLogin({ ms: Math.round(Number(row?.ms)), id: String(row?.id) })
  expect(found?.login.maskedDeviceId).toBe(row?.device)
  const rows = await exported({ device_id: row?.device })
  expect(found?.related.device_id).toEqual({ count: rows.length, isExact: true })
  expect(await findLogin({ ms: 0, id: '1' })).toBeNull()
})

describe.each(['device', 'ip'] as const)('shared %ss', (kind) => {
  it('are listed in every order with the figures of their logins, page by page', async () => {
    const column = kind === 'device' ? 'masked_device_id' : 'masked_ip'
    const other = kind === 'device' ? 'masked_ip' : 'masked_device_id'
    const wanted = await services.query<Record<string, string | number>>(
      `SELECT ${column} AS token, count(*)::int AS logins, count(DISTINCT user_id)::int AS users,
         count(DISTINCT ${other})::int AS others, max(sent_at) AS "lastSeen"
       FROM user_logins GROUP BY 1 HAVING count(DISTINCT user_id) >= 3`,
    )
    for (const sort of ['users', 'logins', 'others', 'lastSeen'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const base = { kind, minUsers: 3, sort, order, limit: 17 }
        const found: { token: string; logins: number; users: number; others: number }[] = []
        let cursor: string | null | undefined
        while (cursor !== null) {
          const page: SharedPage = await listShared({ ...base, cursor })
          found.push(...page.rows)
          cursor = throughUrl(sharedQuery, page.next, { sort, order })
        }
        expect(found).toHaveLength(wanted.length)
        expect(await hastily(base)).toEqual(found)
        expect(
          new Map(found.map((row) => [row.token, [row.logins, row.users, row.others]])),
        ).toEqual(new Map(wanted.map((row) => [row.token, [row.logins, row.users, row.others]])))
        const value = (row: object) => {
          const one = (row as Record<string, unknown>)[sort]
          return sort === 'lastSeen' ? Date.parse(String(one)) : Number(one)
        }
        const values = found.map(value)
        expect(values).toEqual(values.toSorted((a, b) => (order === 'asc' ? a - b : b - a)))
        const last = await listShared({ ...base, cursor: 'last' })
        expect(last.rows).toEqual(found.slice(-17))
        const before = await listShared({
          ...base,
          cursor: last.previous,
        })
        expect(before.rows).toEqual(
          found.slice(-34, -17).length === 17 ? found.slice(-34, -17) : found.slice(0, 17),
        )
      }
    }
    expect(await countShared({ kind, minUsers: 3 })).toEqual({
      count: wanted.length,
      isExact: true,
    })
    const activeSinceMs = NOW - 86_400_000
    expect((await countShared({ kind, minUsers: 3, activeSinceMs })).count).toBe(
      wanted.filter((row) => new Date(row.lastSeen as string).getTime() >= activeSinceMs).length,
    )
  })

  it('have users and others that add up to their logins', async () => {
    const [row] = (await listShared({ kind, minUsers: 2, sort: 'logins', order: 'desc', limit: 1 }))
      .rows
    const found = await findShared(kind, row?.token as string)
    const sum = (list: { logins: number }[] = []) => list.reduce((all, one) => all + one.logins, 0)
    expect(sum(found?.userList)).toBe(row?.logins)
    expect(sum(found?.otherList)).toBe(row?.logins)
    expect(found).toMatchObject({ users: row?.users, others: row?.others, searched: null })
    expect(found?.logins).toEqual({ count: row?.logins, isExact: true })
    expect(await findShared(kind, 'nothing')).toBeNull()
  })
})

it('keeps every review of a device and filters on the newest', async () => {
  const { rows } = await listShared({
    kind: 'device',
    minUsers: 2,
    sort: 'users',
    order: 'desc',
    limit: 2,
  })
  const [one, other] = rows.map((row) => row.token) as [string, string]
  await reviewDevice({ token: one, mark: 'suspicious', note: 'fifty users', by: 'a@example.com' })
  await reviewDevice({ token: one, mark: 'expected', note: 'a kiosk', by: 'b@example.com' })
  await reviewDevice({ token: other, mark: 'suspicious', note: '', by: 'a@example.com' })
  expect((await listDeviceReviews(one)).map(({ mark, by }) => [mark, by])).toEqual([
    ['expected', 'b@example.com'],
    ['suspicious', 'a@example.com'],
  ])
  const marked = async (mark: 'suspicious' | 'expected' | 'none') =>
    (
      await listShared({
        kind: 'device',
        minUsers: 2,
        sort: 'users',
        order: 'desc',
        limit: 1_000,
        mark,
      })
    ).rows.map((row) => row.token)
  expect(await marked('suspicious')).toEqual([other])
  expect(await marked('expected')).toEqual([one])
  expect(await marked('none')).not.toContain(one)
  expect(await marked('none')).not.toContain(other)
})

it('draws who used what within two steps, at most 200, and says what is hidden', async () => {
  const device = token('device', 5)
  const graph = await readLinkGraph('device', device)
  const pairs = await services.query<{ one: string; other: string }>(
    `SELECT DISTINCT 'device:' || masked_device_id AS one, 'user:' || user_id AS other FROM user_logins
     UNION SELECT DISTINCT 'device:' || masked_device_id, 'ip:' || masked_ip FROM user_logins`,
  )
  const known = new Set(pairs.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]))
  expect(graph.links.every((ends) => known.has(ends.join(' ')))).toBe(true)
  const shown = new Set(graph.nodes.map((node) => node.key))
  expect(graph.links.flat().every((key) => shown.has(key))).toBe(true)
  const direct = pairs.filter(({ one }) => one === `device:${device}`)
  expect(direct.every(({ other }) => shown.has(other))).toBe(true)
  expect(shown.size).toBeLessThanOrEqual(200)
  expect(graph.isTruncated).toBe(false)
  await services.query(
    `INSERT INTO device_users SELECT 'hub', 'user-' || i FROM generate_series(1, 300) AS i`,
  )
  await services.query(
    `INSERT INTO device_ips SELECT 'hub', 'ip-' || i FROM generate_series(1, 300) AS i`,
  )
  const wide = await readLinkGraph('device', 'hub')
  expect(wide.nodes).toHaveLength(200)
  expect(wide.isTruncated).toBe(true)
  expect(wide.nodes[0]).toMatchObject({ value: 'hub', distance: 0 })
  expect(wide.nodes[0]?.hiddenLinks).toBeGreaterThan(40)
  const all = await readLinkGraph('ip', 'nothing')
  expect(all).toMatchObject({ links: [], isTruncated: false })
})

it('suggests what there is, by its beginning', async () => {
  await database().keyFingerprint.create({
    data: { kid: 'ada45f', kind: 'token', fp: 'x', state: 'active' },
  })
  expect((await suggestValues('user_id', 'user-8')).map(({ value }) => value)).toEqual([
    ...['user-8', 'user-80', 'user-81', 'user-82', 'user-83', 'user-84', 'user-85', 'user-86'],
    ...['user-87', 'user-88', 'user-89'],
  ])
  expect(await suggestValues('user_id', 'zzz')).toEqual([])
  expect((await suggestValues('ip', token('ip', 3).slice(11, 19)))[0]?.value).toBe(token('ip', 3))
  expect((await suggestValues('device_id', 'dv1_')).length).toBe(12)
  expect((await suggestValues('locale', '')).map(({ value }) => value)).toContain(null)
  expect((await suggestValues('locale', 'de')).map(({ value }) => value)).toEqual(['DE'])
  expect((await suggestValues('locale', '%')).map(({ value }) => value)).toEqual([])
  expect((await suggestValues('app_version', '1.')).map(({ value }) => value)[0]).toBe('1.6')
  expect(await suggestValues('user_id', 'a\0')).toEqual([])
})

/** The same list, broken off again and again. */
async function hastily(base: Parameters<typeof listShared>[0]) {
  const found: unknown[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: SharedPage = await listShared({ ...base, cursor, maxSearched: 7 })
    found.push(...page.rows)
    cursor = page.next
  }
  return found
}

async function exported(
  filter: Parameters<typeof countLogins>[0],
  sort: 'sent_at' | 'app_version' = 'sent_at',
  order: 'asc' | 'desc' = 'desc',
) {
  const rows = []
  for await (const { csv, rows: count } of exportLogins({ filter, sort, order })) {
    const lines = csv.split('\r\n').slice(0, -1)
    expect(lines).toHaveLength(count)
    rows.push(...lines.map((line) => line.split(',')))
  }
  return rows
}
