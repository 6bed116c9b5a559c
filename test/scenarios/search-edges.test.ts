import { beforeEach, expect, it } from 'vitest'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { suggestValues } from '@/lib/db/logins/suggest-values'
import { findShared } from '@/lib/db/shared/find-shared'
import { listShared } from '@/lib/db/shared/list-shared'
import { foldAll } from '@/lib/ingest/fold-loop'
import { insertAdopted, markUnfolded } from '@/test/support/factories/adopted-logins'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const NOW = Date.parse('2026-11-21T12:00:00Z')
let run: number

beforeEach(async () => {
  run = await makeRun()
})

it('finds a version that is not folded yet, and none where there is none', async () => {
  await store(run, [maskedLogin({ appVersion: 50_000, appVersionText: '5' })])
  await foldAll()
  await store(run, [maskedLogin({ appVersion: 50_100, appVersionText: '5.1' })])
  const found = async (fromVersion: number) => {
    const list = { filter: { fromVersion }, sort: 'sent_at', order: 'desc', limit: 10 } as const
    const { rows } = await searchLogins(list)
    return rows.map((row) => row.appVersion).toSorted()
  }
  expect(await found(50_000)).toEqual([50_000, 50_100])
  expect(await found(50_001)).toEqual([50_100])
  expect(await found(9_000_000)).toEqual([])
  const chart = await countOverTime({ fromVersion: 9_000_000 }, { timeZone: 'UTC', nowMs: NOW })
  expect(chart.bars.some(({ logins }) => logins > 0)).toBe(false)
})

it('comes back over a stretch without a match to the login it left', async () => {
  const at = (minutes: number) => new Date(NOW - minutes * 60_000)
  const rare = { deviceType: 'tv', locale: 'DE' }
  const crowd = Array.from({ length: 60 }, (_, index) => [
    maskedLogin({ deviceType: 'tv', locale: 'US', sentAt: at(index + 10) }),
    maskedLogin({ deviceType: 'ios', locale: 'DE', sentAt: at(index + 10) }),
  ]).flat()
  await store(run, [
    ...crowd,
    maskedLogin({ ...rare, sentAt: at(1) }),
    maskedLogin({ ...rare, sentAt: at(100) }),
  ])
  await foldAll()
  const filter = { device_type: ['tv'], locale: ['DE'] }
  const list = { filter, sort: 'sent_at', order: 'desc', limit: 1, maxSearched: 10 } as const
  const read = (cursor: string | null) => searchLogins({ ...list, cursor })
  const oldest = at(100).toISOString()
  let page = await searchLogins(list)
  while (page.rows[0]?.sentAt !== oldest) page = await read(page.next)
  page = await read(page.previous)
  expect(page.rows).toEqual([])
  const met: string[] = []
  while (page.next !== null) {
    page = await read(page.next)
    met.push(...page.rows.map((row) => row.sentAt))
  }
  expect(met).toEqual([oldest])
})

it('comes back over devices that do not match to the one it left', async () => {
  const logins = Array.from({ length: 40 }, (_, device) => {
    const isFirstOrLast = device === 0 || device === 39
    const users = isFirstOrLast ? 3 : 2
    return Array.from({ length: users }, (_, user) =>
      maskedLogin({
        maskedDeviceId: token('device', device),
        userId: `user-${user}`,
        sentAt: new Date(NOW - device * 60_000),
      }),
    )
  }).flat()
  await store(run, logins)
  await foldAll()
  // Every device is active since then, and twelve have three users: neither part leaves few.
  await services.query(`UPDATE shared_devices SET users = 3 WHERE token IN (
    SELECT token FROM shared_devices ORDER BY last_seen LIMIT 12)`)
  const list = { kind: 'device', minUsers: 3, sort: 'lastSeen', order: 'desc', limit: 1 } as const
  const bounds = { activeSinceMs: NOW - 3_600_000, maxSearched: 10 }
  const read = (cursor: string | null) => listShared({ ...list, ...bounds, cursor })
  let page = await listShared({ ...list, ...bounds })
  const first = page.rows[0]?.token
  do page = await read(page.next)
  while (page.rows.length === 0)
  const second = page.rows[0]?.token
  expect(second).not.toBe(first)
  page = await read(page.previous)
  expect(page.rows).toEqual([])
  do page = await read(page.next)
  while (page.rows.length === 0)
  expect(page.rows[0]?.token).toBe(second)
})

it('counts all IPs of a device that nobody shares, however many logins it has', async () => {
  await services.query(
    `INSERT INTO user_logins (user_id, masked_device_id, masked_ip, message_id, sent_at)
     SELECT 'user-1', $1, 'ip1_ada45f_' || lpad(n::text, 32, '0'), 'many-' || n,
       timestamptz '2026-11-21T08:00:00Z' + n * interval '1 second'
     FROM generate_series(1, 3000) AS n`,
    [token('device', 1)],
  )
  await markUnfolded(0n)
  await foldAll()
  const found = await findShared('device', token('device', 1))
  expect(found).toMatchObject({ users: 1, others: 3_000, logins: { count: 3_000, isExact: true } })
})

it('says of a suggested version how many logins its filter finds', async () => {
  const spelled = (appVersionText: string, appVersion: number) =>
    maskedLogin({ appVersionText, appVersion })
  await store(run, [spelled('6.02', 60_200), spelled('6.2', 60_200), spelled('6.2', 60_200)])
  await foldAll()
  expect(await suggestValues('app_version', '6')).toEqual([{ value: '6.2', logins: 3 }])
  expect(await suggestValues('app_version', '6.0')).toEqual([{ value: '6.02', logins: 3 }])
})

it('pages through logins of the year 9999, by which adopted tables may mean no date', async () => {
  const sentAt = new Date('9999-12-31')
  await insertAdopted([{ sentAt }, { sentAt }, { sentAt }])
  const list = { filter: {}, sort: 'sent_at', order: 'desc', limit: 2 } as const
  const first = await searchLogins(list)
  const second = await searchLogins({ ...list, cursor: first.next })
  const ids = [...first.rows, ...second.rows].map(({ id }) => Number(id))
  expect(ids).toEqual([3, 2, 1])
  expect(second.next).toBeNull()
})
