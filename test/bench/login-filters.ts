import type { LoginFilter } from '@/lib/model/query/logins-query'
import { DAY_MS } from '@/lib/model/time/units'
import { ALIKE, LOADED_UNTIL } from '@/test/bench/load-logins'
import type { Samples } from '@/test/bench/read-samples'

const NOW = LOADED_UNTIL.getTime()
const TYPES = ['ios', 'android', 'web', 'tv', null]

/** The last so many days. */
export function days(count: number): LoginFilter {
  return { fromMs: NOW - count * DAY_MS - 1_234_567 }
}

/** The filters of the logins that cost most, by name. */
export function loginFilters(
  samples: Samples,
  any: <T>(list: T[]) => T,
): [string, () => LoginFilter][] {
  const unlucky: LoginFilter = { locale: ['DE'], fromVersion: 13_900, toVersion: 13_900 }
  const NEITHER = { excluded: { device_type: ['ios'], locale: [null] } }
  return [
    ['no filter', () => ({})],
    ['7 days', () => days(7)],
    ['device type', () => ({ device_type: ['ios'] })],
    ['rare device type', () => ({ device_type: ['tv'] })],
    ['five locales and none', () => ({ locale: ['DE', 'FR', 'NG', 'VN', 'VA', null] })],
    ['exact version', () => ({ fromVersion: 12_000, toVersion: 12_000 })],
    ['version range', () => ({ fromVersion: 12_000, toVersion: 13_000 })],
    ['user', () => ({ user_id: any(samples.users) })],
    ['device', () => ({ device_id: any(samples.devices) })],
    ['IP', () => ({ ip: any(samples.ips) })],
    ['busiest IP', () => ({ ip: samples.office })],
    ['run', () => ({ run_id: 3 })],
    ['longest run', () => ({ run_id: 1 })],
    ['busiest IP, none of locale VA', () => ({ ip: samples.office, locale: ['VA'] })],
    [
      // Each part has more logins than are looked at, at any size.
      'web, locale DE, one version',
      () => ({
        device_type: ['web'],
        locale: ['DE'],
        fromVersion: 13_000,
        toVersion: 13_000,
      }),
    ],
    ['locale is not none', () => ({ excluded: { locale: [null] } })],
    ['7 days, neither ios nor locale none', () => ({ ...days(7), ...NEITHER })],
    ['never: no type that there is', () => ({ excluded: { device_type: TYPES } })],
    ['busiest IP, locale is not DE', () => ({ ip: samples.office, excluded: { locale: ['DE'] } })],
    ['three users', () => ({ user_id: [any(samples.users), any(samples.users), null] })],
    ['two IPs, one the busiest', () => ({ ip: [samples.office, any(samples.ips)] })],
    ['two runs, one the longest', () => ({ run_id: [1, 3] })],
    [
      'users beginning with nearly a whole id',
      () => ({ user_id_starts: any(samples.users).slice(0, -1) }),
    ],
    ['users beginning with two characters', () => ({ user_id_starts: ALIKE })],
    [
      'users beginning with one character',
      () => ({ user_id_starts: any(samples.users).slice(0, 1) }),
    ],
    ['never: tv in locale VA', () => ({ device_type: ['tv'], locale: ['VA'] })],
    ['never: a run outside its time', () => ({ run_id: 3, ...days(80), toMs: NOW - 60 * DAY_MS })],
    ['locale and newest version', () => unlucky],
  ]
}
