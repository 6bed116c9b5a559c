import { beforeAll, expect, it } from 'vitest'
import { readPage } from '@/app/(console)/logins/read'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { rowPlace } from '@/lib/model/query/row-place'
import { useServices } from '@/test/support/services'
import { makeRun, maskedLogin, store } from '@/test/support/stored-logins'

useServices()
const NOON = Date.parse('2026-11-21T12:00:00Z')
let run: number

beforeAll(async () => {
  run = await makeRun()
  // Two pages and a part of one.
  const logins = Array.from({ length: 500 }, (_, index) =>
    maskedLogin({ userId: `user-${index % 9}`, sentAt: new Date(NOON - index * 1_000) }),
  )
  await store(run, logins)
})

it.each(['view=all', 'order=asc', 'sort=user', 'sort=version&order=asc', 'type=android&order=asc'])(
  'marks each page of %s so that only what is stored later is new',
  async (search) => {
    const first = await read(search)
    const second = await read(`${search}&at=${first.page.next}`)
    const last = await read(`${search}&at=last`)
    const pages = [first, second, last]
    expect(await Promise.all(pages.map((page) => page.countNew()))).toEqual([0, 0, 0])
    await store(run, [maskedLogin(), maskedLogin()])
    expect(await Promise.all(pages.map((page) => page.countNew()))).toEqual([2, 2, 2])
  },
)

it.each(['', 'order=asc', 'type=ios&type=android'])(
  'opens the page that holds the login a link names, of the list %j',
  async (search) => {
    const { page: second } = await read(`${search}&at=${(await read(search)).page.next}`)
    const row = second.rows[60]
    if (row === undefined) throw new Error('There is no second page.')
    const linked = await read(`${search}&row=${rowPlace(row.sentAt, row.id)}`)
    expect(linked.page.rows[0]).toEqual(row)
    expect(linked.at).toMatch(/^n\.\d+\.\d+$/)
    // From there one gets back, and to the same page again.
    const again = await read(`${search}&at=${linked.at}&row=${rowPlace(row.sentAt, row.id)}`)
    expect(again.page.rows[0]).toEqual(row)
    expect(again.page.previous).not.toBeNull()
  },
)

it.each([
  ['has the login', ''],
  ['leaves it out', 'user=nobody'],
  ['is in another order', 'sort=user'],
])('stays at the first page where that %s', async (_, search) => {
  const [row] = (await read('')).page.rows
  const linked = await read(`${search}&row=${rowPlace(row?.sentAt ?? '', row?.id ?? '')}`)
  expect(linked.at).toBeUndefined()
  expect(linked.page).toEqual((await read(search)).page)
})

async function read(search: string) {
  const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
  expect(brokenParts).toEqual([])
  const filter = filterOf(query, NOON, 'UTC')
  const found = await readPage(query, filter)
  if (found.kind === 'failed') throw new Error(found.cause)
  const countNew = async () => (await countLoginsSince(filter, found.value.mark))?.count
  return { page: found.value.page, at: found.value.at, countNew }
}
