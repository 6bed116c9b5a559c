import { beforeAll, expect, it } from 'vitest'
import { readPage } from '@/app/(console)/logins/read'
import { countLoginsSince } from '@/lib/db/logins/count-logins-since'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
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

async function read(search: string) {
  const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
  expect(brokenParts).toEqual([])
  const filter = filterOf(query, NOON, 'UTC')
  const found = await readPage(query, filter)
  if (found.kind === 'failed') throw new Error(found.cause)
  const countNew = async () => (await countLoginsSince(filter, found.value.mark))?.count
  return { page: found.value.page, countNew }
}
