import { expect, it } from 'vitest'
import { requestTimeZone } from '@/app/api/request-time-zone'

it.each([
  ['', 'UTC'],
  ['veilgate-time-zone=Europe%2FBerlin', 'Europe/Berlin'],
  ['a=b; veilgate-time-zone=Asia%2FKolkata; veilgate-clock=local', 'Asia/Kolkata'],
  ['veilgate-clock=utc; veilgate-time-zone=Europe%2FBerlin', 'UTC'],
  ['veilgate-time-zone=%E0%A4%A', 'UTC'],
  ['veilgate-time-zone=Nowhere', 'UTC'],
  ['other-veilgate-time-zone=Europe%2FBerlin', 'UTC'],
])('reads the zone from the cookies %j', (cookie, zone) => {
  expect(requestTimeZone(new Headers({ cookie }))).toBe(zone)
})
