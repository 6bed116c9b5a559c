import { describe, expect, it } from 'vitest'
import { bucketsOf, timeOf } from '@/components/logins/charts/time-buckets'
import { database } from '@/lib/db/client'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins } from '@/lib/db/logins/count-logins'
import { exportLogins } from '@/lib/db/logins/export-logins'
import { findLogin } from '@/lib/db/logins/find-login'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { HOSTILE, NOW, useFigures } from '@/test/support/fixtures/figures'
import { token } from '@/test/support/fixtures/stored-logins'
import { sampled } from '@/test/support/runner/sampled'

const services = useFigures()

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
  'locale_not=',
  'locale_not=&locale_not=DE&range=24h',
  'locale=&locale=DE&locale_not=&type=ios',
  'device_type_not=ios&locale_not=DE&range=7d',
  'version-from=1.3&app_version_not=1.4&locale_not=',
  'app_version=1.1&app_version=1.2',
  'user_id=user-5&user_id=user-6&user_id_not=user-6',
  'user_id_starts=user-8&user_id_not=user-80',
  `ip=${token('ip', 5)}&ip=${token('ip', 6)}&device_type_not=tv`,
  'user_id_starts=user-8&locale_not=',
  'risk=any',
  'risk=version_downgrade&risk=many_ips&type=ios',
  'risk_min=40&range=30d',
  'sort=risk&locale=US',
]

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata']

/** The first twelve searches are all ways to count bars by; what comes after goes one of them, in a zone each. */
const zonesOf = (search: string) => {
  const at = SEARCHES.indexOf(search)
  return at < 12 ? ZONES : [ZONES[at % ZONES.length] as string]
}

describe.each(sampled(SEARCHES, SEARCHES.length / 3, 'figures'))('of %s', (search) => {
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
      const isCounted = (value: string | null) =>
        (filter[key]?.includes(value) ?? true) && !filter.excluded?.[key]?.includes(value)
      expect(sum(counts.filter(({ value }) => isCounted(value)))).toBe(count)
      expect(others).toEqual({ values: 0, logins: 0 })
    }
  })

  it.each(zonesOf(search))(
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
