import { expect, it } from 'vitest'
import { requestTimeZone } from '@/app/api/request-time-zone'

it.each([
  ['', 'UTC'],
  ['veilgate-time-zone=Europe%2FBerlin', 'Europe/Berlin'],
  ['a=b; veilgate-time-zone=Asia%2FTokyo; veilgate-clock=local', 'Asia/Tokyo'],
  ['veilgate-clock=utc; veilgate-time-zone=Europe%2FBerlin', 'UTC'],
  ['veilgate-time-zone=%E0%A4%A', 'UTC'],
  ['veilgate-time-zone=Nowhere', 'UTC'],
  ['other-veilgate-time-zone=Europe%2FBerlin', 'UTC'],
])('reads the zone from the cookies %j', (cookie, zone) => {
  expect(requestTimeZone(new Headers({ cookie }))).toBe(zone)
})
