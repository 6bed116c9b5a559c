import { expect, it } from 'vitest'
import { listedHref } from '@/components/shared-values/shared-href'
import { sharedQuery } from '@/lib/model/query/shared-query'
import { valueQuery } from '@/lib/model/query/value-query'

it('a value remembers the list that it was opened from, and the tab, but not the page of the list', () => {
  const search = { active: '7', recent: '3', sort: 'lastSeen', at: 'n.1764000000000.sZHYx' }
  const { query, brokenParts } = sharedQuery.parse(search)
  expect(brokenParts).toEqual([])
  const href = listedHref('device', 'dv1_x', query, 'users')
  expect(href).toBe('/devices/dv1_x?tab=users&active=7&recent=3&sort=lastSeen')
  const asked = new URLSearchParams(href.split('?')[1])
  expect(sharedQuery.parse(asked).query).toEqual({ ...query, at: undefined })
  expect(valueQuery.parse(asked).query).toEqual({ tab: 'users' })
  expect(listedHref('ip', 'ip1_x', sharedQuery.parse({}).query)).toBe('/ips/ip1_x')
})
