import { expect, it } from 'vitest'
import { sharedFilter } from '@/app/filters/shared-filter'
import { sharedQuery } from '@/lib/model/query/shared-query'

const nowMs = Date.parse('2026-11-26T14:30:00Z')
const email = 'ann@example.com'

it.each([
  ['', undefined],
  ['active=7', '2026-11-19T14:30:00Z'],
  ['since=2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z'],
])('asks by %j for what was seen since %s', async (search, since) => {
  const { query, brokenParts } = sharedQuery.parse(new URLSearchParams(search))
  expect(brokenParts).toEqual([])
  const { activeSinceMs } = await sharedFilter('device', query, { nowMs, email })
  expect(activeSinceMs).toBe(since === undefined ? undefined : Date.parse(since))
})

it.each([
  ['', undefined],
  ['assignee=me', email],
  ['assignee=nobody', null],
  ['assignee=ben%40example.com', 'ben@example.com'],
])('asks by %j for what %s looks after', async (search, assignee) => {
  const { query } = sharedQuery.parse(new URLSearchParams(search))
  expect((await sharedFilter('ip', query, { nowMs, email })).assignee).toBe(assignee)
})

it('asks for users within the time, and for what is new', async () => {
  const { query } = sharedQuery.parse(new URLSearchParams('active=7&recent=3&new=2'))
  expect(await sharedFilter('device', query, { nowMs, email })).toMatchObject({
    minUsers: 2,
    minRecentUsers: 3,
    newSinceMs: Date.parse('2026-11-24T14:30:00Z'),
  })
})
