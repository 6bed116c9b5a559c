import { expect, it } from 'vitest'
import { linkOf, rangeOf } from '@/components/links/link-of'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { sharedQuery } from '@/lib/model/query/shared-query'

const HOST = 'https://veilgate.example.com'
const now = { nowMs: Date.parse('2026-11-26T14:30:00Z'), timeZone: 'Europe/Berlin' }
const parts = (address: string) => Object.fromEntries(new URL(address).searchParams)

it.each([
  ['24h', '2026-11-25T14:30:00.000Z', '2026-11-26T14:30:00.000Z'],
  ['15m', '2026-11-26T14:15:00.000Z', '2026-11-26T14:30:00.000Z'],
  ['yesterday', '2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z'],
  ['this-week', '2026-11-22T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
])('fixes %s, and keeps what else is asked for', (range, from, to) => {
  const link = linkOf(`${HOST}/logins?range=${range}&device_type=ios&at=last&row=5.7`, now)
  expect(parts(link)).toEqual({ device_type: 'ios', at: 'last', row: '5.7', from, to })
  expect(parseLoginsQuery(new URL(link).searchParams).brokenParts).toEqual([])
})

it('fixes since when devices were active', () => {
  const link = linkOf(`${HOST}/devices?users=3&active=7`, now)
  expect(parts(link)).toEqual({ users: '3', since: '2026-11-19T14:30:00.000Z' })
  expect(sharedQuery.parse(new URL(link).searchParams).brokenParts).toEqual([])
})

it('keeps a range where it is to', () => {
  const address = `${HOST}/logins?range=24h&device_type=ios`
  expect(linkOf(address, { ...now, keepsRange: true })).toBe(address)
})

it.each([
  [`${HOST}/runs/12`, `${HOST}/runs/12`],
  [`${HOST}/audit?row=7`, `${HOST}/audit?row=7`],
  [`${HOST}/devices/dv1_ada45f_3102#content`, `${HOST}/devices/dv1_ada45f_3102`],
  [`${HOST}/logins`, `${HOST}/logins?view=all`],
  [`${HOST}/logins?row=5.7`, `${HOST}/logins?row=5.7`],
  [`${HOST}/logins?range=soon`, `${HOST}/logins?range=soon`],
])('links to %s', (address, link) => expect(linkOf(address, now)).toBe(link))

it.each([
  ['?range=24h', '24h'],
  ['?range=today&locale=DE', 'today'],
  ['?active=7', '7d'],
  ['?active=7&since=2026-11-19T14:30:00.000Z', null],
  ['?range=soon', null],
  ['?range=24h&from=2026-11-25T14:30:00.000Z', null],
  ['', null],
])('finds in %j the range %s', (search, range) => {
  expect(rangeOf(`${HOST}/logins${search}`)).toBe(range)
})
