import { describe, expect, it } from 'vitest'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { findMarks } from '@/lib/db/reviews/find-marks'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { findNextUnreviewed } from '@/lib/db/shared/find-next-unreviewed'
import { findShared } from '@/lib/db/shared/find-shared'
import { countShared, listShared, type SharedPage } from '@/lib/db/shared/list-shared'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedRow } from '@/lib/model/shared/shared-values'
import { NOW, useFigures } from '@/test/support/fixtures/figures'
import { token } from '@/test/support/fixtures/stored-logins'
import { throughUrl } from '@/test/support/proxies/through-url'

const services = useFigures()

describe.each(['device', 'ip'] as const)('shared %ss', (kind) => {
  it('are listed in every order with the figures of their logins, page by page', async () => {
    const column = kind === 'device' ? 'masked_device_id' : 'masked_ip'
    const other = kind === 'device' ? 'masked_ip' : 'masked_device_id'
    const wanted = await services.query<Record<string, string | number>>(
      `SELECT ${column} AS token, count(*)::int AS logins, count(DISTINCT user_id)::int AS users,
         count(DISTINCT ${other})::int AS others, max(sent_at) AS "lastSeen"
       FROM user_logins GROUP BY 1 HAVING count(DISTINCT user_id) >= 3`,
    )
    for (const sort of ['users', 'logins', 'others', 'firstSeen', 'lastSeen'] as const) {
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
          return sort.endsWith('Seen') ? Date.parse(String(one)) : Number(one)
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

  it('tell users within a time from users ever, and new ones from old', async () => {
    const column = kind === 'device' ? 'masked_device_id' : 'masked_ip'
    const activeSinceMs = NOW - 7 * 86_400_000
    const wanted = await services.query<{ token: string; users: number; isNew: boolean }>(
      `SELECT ${column} AS token, count(DISTINCT user_id) FILTER (WHERE sent_at >= $1)::int AS users,
         min(sent_at) >= $2 AS "isNew"
       FROM user_logins GROUP BY 1 HAVING count(DISTINCT user_id) >= 2 AND max(sent_at) >= $3`,
      [
        `${new Date(activeSinceMs).toISOString().slice(0, 10)}T00:00:00Z`,
        new Date(NOW - 38 * 86_400_000),
        new Date(activeSinceMs),
      ],
    )
    const base = { kind, minUsers: 2, sort: 'firstSeen', order: 'asc', activeSinceMs } as const
    const { rows } = await listShared({ ...base, limit: 1_000 })
    expect(new Map(rows.map((row) => [row.token, row.recentUsers]))).toEqual(
      new Map(wanted.map((row) => [row.token, row.users])),
    )
    const several = wanted.filter(({ users }) => users >= 3)
    expect(several.length).toBeGreaterThan(0)
    const recent = { ...base, minRecentUsers: 3 }
    expect(tokensOf(await listShared({ ...recent, limit: 1_000 }))).toEqual(
      tokensOf({ rows: several }),
    )
    expect(tokensOf({ rows: await hastily({ ...recent, limit: 17 }) })).toEqual(
      tokensOf({ rows: several }),
    )
    expect(await countShared(recent)).toEqual({ count: several.length, isExact: true })
    const fresh = await listShared({ ...base, newSinceMs: NOW - 38 * 86_400_000, limit: 1_000 })
    expect(tokensOf(fresh)).toEqual(tokensOf({ rows: wanted.filter(({ isNew }) => isNew) }))
    const timeless = { ...base, activeSinceMs: undefined, limit: 1 }
    expect((await listShared(timeless)).rows).toMatchObject([{ recentUsers: null }])
  })

  it('are found by the beginning of their tokens', async () => {
    const base = { kind, minUsers: 2, sort: 'users', order: 'desc', limit: 1_000 } as const
    const { rows } = await listShared(base)
    const one = rows[3]?.token as string
    const prefix = one.slice(0, -1)
    const begun = rows.filter(({ token }) => token.startsWith(prefix))
    const found = await listShared({ ...base, prefixes: [prefix, 'dv1_000000_ffff'] })
    expect(found.rows).toEqual(begun)
    expect(await countShared({ ...base, prefixes: [one] })).toEqual({ count: 1, isExact: true })
    expect((await listShared({ ...base, prefixes: [] })).rows).toEqual([])
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

it.each(['device', 'ip'] as const)(
  'keeps every review of a %s, filters on the newest',
  async (kind) => {
    const base = { kind, minUsers: 2, sort: 'users', order: 'desc' } as const
    const { rows } = await listShared({ ...base, limit: 2 })
    const [one, other] = rows.map((row) => row.token) as [string, string]
    const say = (subjects: string[], mark: 'suspicious' | 'expected', by: string) =>
      addReviews({ kind, subjects, mark, note: '', by })
    await say([one, other], 'suspicious', 'a@example.com')
    await say([one], 'expected', 'b@example.com')
    expect((await listReviews(kind, one)).map(({ mark, by }) => [mark, by])).toEqual([
      ['expected', 'b@example.com'],
      ['suspicious', 'a@example.com'],
    ])
    const marked = async (mark: 'suspicious' | 'expected' | 'none') =>
      (await listShared({ ...base, limit: 1_000, mark })).rows.map((row) => row.token)
    expect(await marked('suspicious')).toEqual([other])
    expect(await marked('expected')).toEqual([one])
    expect(await marked('none')).not.toContain(one)
    expect(await marked('none')).not.toContain(other)
    const looked = async (assignee: string | null) =>
      tokensOf(await listShared({ ...base, limit: 1_000, assignee }))
    await addReviews({
      kind,
      subjects: [one],
      mark: null,
      note: '',
      assignee: 'c@example.com',
      by: 'd',
    })
    expect(await looked('c@example.com')).toEqual([one])
    expect(await looked(null)).not.toContain(one)
    expect(await looked('d')).toEqual([])
    expect([...(await findMarks(kind, [one, other, 'nothing']))]).toEqual([
      [one, { mark: 'expected', assignee: 'c@example.com' }],
      [other, { mark: 'suspicious', assignee: null }],
    ])
  },
)

it('leads through a list from one that nobody has marked to the next, and round', async () => {
  const list = { kind: 'device', minUsers: 8, sort: 'lastSeen', order: 'desc' } as const
  const { rows } = await listShared({ ...list, limit: 1_000 })
  expect(rows.length).toBeGreaterThan(4)
  const marked = rows.filter((_, at) => at === 1 || at === 2).map(({ token }) => token)
  await addReviews({ kind: 'device', subjects: marked, mark: 'expected', note: '', by: 'ann' })
  const open = rows.map((row) => row.token).filter((token) => !marked.includes(token))
  const left = (await findMarksOf(open)).filter(([, mark]) => mark === null).map(([token]) => token)
  const [first, second] = left as [string, string]
  expect(await findNextUnreviewed(list, marked[0] as string)).toBe(
    left.find((token) => rows.findIndex((row) => row.token === token) > 1),
  )
  expect(await findNextUnreviewed(list, first)).toBe(second)
  expect(await findNextUnreviewed(list, left.at(-1) as string)).toBe(first)
  expect(await findNextUnreviewed(list, 'shared no more')).toBe(first)
  expect(await findNextUnreviewed({ ...list, minUsers: 90_000 }, first)).toBeNull()
})

async function findMarksOf(tokens: string[]) {
  const marks = await findMarks('device', tokens)
  return tokens.map((token) => [token, marks.get(token)?.mark ?? null] as const)
}

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

/** The same list, broken off again and again. */
async function hastily(base: Parameters<typeof listShared>[0]) {
  const found: SharedRow[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: SharedPage = await listShared({ ...base, cursor, maxSearched: 7 })
    found.push(...page.rows)
    cursor = page.next
  }
  return found
}

function tokensOf({ rows }: { rows: readonly { token: string }[] }): string[] {
  return rows.map((row) => row.token).toSorted()
}
