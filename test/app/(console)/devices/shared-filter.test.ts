import { expect, it } from 'vitest'
import { sharedFilter } from '@/app/(console)/devices/shared-filter'
import { sharedQuery } from '@/lib/model/query/shared-query'

const nowMs = Date.parse('2026-11-26T14:30:00Z')

it.each([
  ['', undefined],
  ['active=7', '2026-11-19T14:30:00Z'],
  ['since=2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z'],
])('asks by %j for what was seen since %s', (search, since) => {
  const { query, brokenParts } = sharedQuery.parse(new URLSearchParams(search))
  expect(brokenParts).toEqual([])
  const { activeSinceMs } = sharedFilter('device', query, nowMs)
  expect(activeSinceMs).toBe(since === undefined ? undefined : Date.parse(since))
})
