import { beforeAll, describe, expect, it } from 'vitest'
import { countLogins } from '@/lib/db/logins/count-logins'
import { exportLogins } from '@/lib/db/logins/export-logins'
import { findLogin } from '@/lib/db/logins/find-login'
import { type LoginPage, searchLogins } from '@/lib/db/logins/search-logins'
import { foldAll } from '@/lib/ingest/fold-loop'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const NOW = Date.parse('2026-11-21T12:00:00Z')
type Known = { id: string; at: Date; score: number; signals: number; user: string; locale: string }
let risky: Known[] = []

beforeAll(async () => {
  const run = await makeRun()
  await store(
    run,
    Array.from({ length: 400 }, (_, index) => {
      const draw = (many: number, of: number) =>
        (Math.imul(index * 31 + many, 2_654_435_761) >>> 8) % of
      return maskedLogin({
        userId: `user-${draw(1, 30)}`,
        maskedDeviceId: token('device', draw(2, 3) + draw(1, 30)),
        locale: draw(3, 9) === 0 ? 'FR' : 'DE',
        sentAt: new Date(NOW - (draw(4, 90) + 1) * 3_600_000),
      })
    }),
  )
  await foldAll()
  risky = await services.query<Known>(
    `SELECT login.id::text, sent_at AS at, score, signals, user_id AS user, login.locale
     FROM login_risks JOIN user_logins AS login ON sent_at = login_sent_at AND login.id = login_id`,
  )
})

function ask(search: string) {
  const { query } = parseLoginsQuery(new URLSearchParams(search))
  return { filter: filterOf(query, NOW, 'UTC'), sort: query.sort, order: query.order }
}

/** The ids of a list, read by pages of 30. */
async function read(search: string, maxSearched?: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const bound = maxSearched === undefined ? {} : { maxSearched }
    const page: LoginPage = await searchLogins({ ...ask(search), cursor, limit: 30, ...bound })
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}

const byTime = (a: Known, b: Known) => Number(b.at) - Number(a.at) || Number(b.id) - Number(a.id)
const byScore = (a: Known, b: Known) => b.score - a.score || byTime(a, b)

const SEARCHES: [string, (login: Known) => boolean][] = [
  ['risk=any', () => true],
  ['risk=locale_switch', ({ signals }) => (signals & 16) > 0],
  ['risk=locale_switch&risk=many_users', ({ signals }) => (signals & 18) > 0],
  ['risk_min=40', ({ score }) => score >= 40],
  ['risk=new_device&risk_min=40', ({ score, signals }) => score >= 40 && (signals & 1) > 0],
  ['risk=any&user_id=user-3', ({ user }) => user === 'user-3'],
  ['risk=any&locale=FR', ({ locale }) => locale === 'FR'],
  ['risk=any&range=24h', ({ at }) => at.getTime() >= NOW - 86_400_000],
]

describe.each(SEARCHES)('%s', (search, holds) => {
  it('finds those logins, in the order of time and of the score, however little is searched', async () => {
    const expected = risky.filter(holds)
    expect(expected.length).toBeGreaterThan(0)
    const ids = (order: (a: Known, b: Known) => number) =>
      expected.toSorted(order).map(({ id }) => id)
    for (const most of [undefined, 40]) {
      expect(await read(search, most)).toEqual(ids(byTime))
      expect(await read(`${search}&sort=risk`, most)).toEqual(ids(byScore))
      expect(await read(`${search}&sort=risk&order=asc`, most)).toEqual(ids(byScore).toReversed())
    }
  })

  it('counts and exports as many', async () => {
    const expected = risky.filter(holds).length
    expect(await countLogins(ask(search).filter)).toEqual({ count: expected, isExact: true })
    const lines: string[] = []
    for await (const { csv } of exportLogins(ask(`${search}&sort=risk`))) lines.push(csv)
    expect(lines.join('').split('\r\n').filter(Boolean)).toHaveLength(expected)
  })
})

it('a list by the risk has only logins with one, and its count is of these', async () => {
  expect(await read('sort=risk')).toEqual(risky.toSorted(byScore).map(({ id }) => id))
  expect((await countLogins(ask('sort=risk').filter)).count).toBe(risky.length)
})

it('a login tells its score and what it is made of; one without a signal, none', async () => {
  const [known] = risky.filter(({ signals }) => (signals & 16) > 0)
  if (known === undefined) throw new Error('None has switched its locale')
  const found = await findLogin({ ms: known.at.getTime(), id: known.id })
  expect(found?.login).toMatchObject({ risk: known.score })
  expect(found?.login.riskFigures?.locale_switch).toEqual({
    previous: known.locale === 'FR' ? 'DE' : 'FR',
  })
  const [plain] = await services.query<{ id: string; at: Date }>(
    `SELECT id::text, sent_at AS at FROM user_logins
     WHERE NOT EXISTS (SELECT FROM login_risks WHERE login_id = id) LIMIT 1`,
  )
  const other = await findLogin({ ms: plain?.at.getTime() ?? 0, id: plain?.id ?? '' })
  expect(other?.login).toMatchObject({ risk: null })
  expect(other?.login).not.toHaveProperty('riskFigures')
})
