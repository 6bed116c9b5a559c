import { expect, it } from 'vitest'
import { groupLogins } from '@/lib/db/logins/explore/group-logins'
import { loosenFilter } from '@/lib/db/logins/explore/loosen-filter'
import { withoutField } from '@/lib/model/query/login-filter'
import { filterOf, type LoginFilter, parseLoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { DAY_MS } from '@/lib/model/time/units'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { NOW, useFigures } from '@/test/support/fixtures/figures'
import { token } from '@/test/support/fixtures/stored-logins'

const services = useFigures()

const COLUMNS = {
  user_id: 'user_id',
  device_id: 'masked_device_id',
  ip: 'masked_ip',
  device_type: 'device_type',
  locale: 'locale',
  run_id: 'run_id',
  app_version: 'app_version_text',
} as const satisfies Record<ValueKey, string>
const KEYS = Object.keys(COLUMNS) as ValueKey[]

it.each(KEYS)('groups all logins by %s, and each group is what its filter finds', async (key) => {
  const { groups, others, searched } = await groupLogins({}, key)
  const rows = await services.query<{ value: string | null; logins: number }>(`
    SELECT ${COLUMNS[key]}::text AS value, count(*)::int AS logins
    FROM user_logins GROUP BY 1 ORDER BY 2 DESC`)
  const shown = groups.reduce((sum, { logins }) => sum + logins, others.logins)
  expect(groups.length + others.values).toBe(rows.length)
  expect(groups[0]?.logins).toBe(rows[0]?.logins)
  expect(shown).toBe(rows.reduce((sum, { logins }) => sum + logins, 0))
  expect(groups.length).toBeLessThanOrEqual(200)
  // Few enough logins that all were looked at, or the rollups told.
  expect(searched === null || searched === 2_500).toBe(true)
})

it('counts under the other parts of a filter, and leaves the field’s own part out', async () => {
  const search = 'device_type=ios&locale_not=&user_id_starts=user-8'
  const filter = filterOf(parseLoginsQuery(new URLSearchParams(search)).query, NOW, 'UTC')
  const byLocale = await groupLogins(filter, 'locale')
  expect(byLocale.groups.map(({ value }) => value)).toContain(null)
  const [row] = await services.query<{ logins: number }>(`
    SELECT count(*)::int AS logins FROM user_logins
    WHERE device_type = 'ios' AND user_id LIKE 'user-8%' AND locale IS NULL`)
  expect(byLocale.groups.find(({ value }) => value === null)?.logins).toBe(row?.logins)
  const byUser = await groupLogins(filter, 'user_id')
  expect(byUser.groups.length).toBe(90)
})

it('says of a filter that finds nothing what each part keeps out, and what is nearest', async () => {
  const [{ at } = { at: new Date() }] = await services.query<{ at: Date }>(
    `SELECT sent_at AS at FROM user_logins WHERE user_id = 'user-5' ORDER BY 1 LIMIT 1`,
  )
  const filter: LoginFilter = {
    user_id: ['user-5'],
    fromMs: at.getTime() - DAY_MS - 1,
    toMs: at.getTime(),
    excluded: { device_type: ['no-such-type'] },
  }
  const { without, before, after } = await loosenFilter(filter)
  const counts = Object.fromEntries(without.map(({ key, count }) => [key, count?.count]))
  expect(Object.keys(counts).toSorted()).toEqual(['device_type', 'sent_at', 'user_id'])
  const [all] = await services.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM user_logins WHERE user_id = 'user-5'`,
  )
  expect(counts.sent_at).toBe(all?.n)
  expect(counts.device_type).toBe(0)
  expect({ before, after }).toEqual({ before: null, after: at.toISOString() })
})

it('takes a part out of a filter whole', () => {
  const filter: LoginFilter = {
    fromMs: 1,
    fromVersion: 1,
    user_id_starts: 'a',
    excluded: { user_id: ['ab'], app_version: [1], locale: [null] },
  }
  expect(withoutField(filter, 'user_id').excluded).toEqual({ app_version: [1], locale: [null] })
  expect(withoutField(filter, 'user_id').user_id_starts).toBeUndefined()
  expect(withoutField(filter, 'app_version').fromVersion).toBeUndefined()
  expect(withoutField(filter, 'sent_at').fromMs).toBeUndefined()
  expect(withoutField({ excluded: { ip: ['x'] } }, 'ip').excluded).toBeUndefined()
})

it('never tells an original that an adopted login holds, nor what excluding it would take away', async () => {
  await insertAdopted([{ maskedIp: '203.0.113.77', sentAt: new Date(NOW) }])
  const groups = await groupLogins({ fromMs: NOW, toMs: NOW + 1 }, 'ip')
  expect(JSON.stringify(groups)).not.toContain('203.0.113')
  expect(groups.groups.map(({ value }) => value)).toContain(HIDDEN_ORIGINAL)
  const filter: LoginFilter = { fromMs: NOW, excluded: { ip: ['203.0.113.77', token('ip', 1)] } }
  const { groups: all } = await groupLogins(filter, 'device_type')
  expect(all.reduce((sum, { logins }) => sum + logins, 0)).toBeGreaterThanOrEqual(1)
})
