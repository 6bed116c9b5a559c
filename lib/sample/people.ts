import { between, chance, pick, type Random, random } from '@/lib/sample/random'

type Device = {
  deviceId: string
  type: 'android' | 'ios'
  appVersion: string
  homeIp: string
}

type Person = {
  userId: string
  locale: string | null
  devices: Device[]
  ips: string[]
}

/** People who can be asked for by number; each is made anew, and alike, every time. */
export type People = { count: number; at: (index: number) => Person }

const MAX_DEVICES = 3
const PEOPLE_PER_SHARED_DEVICE = 3

export function peopleOf(options: { seed: number; count: number; sharedDevices: number }): People {
  const { seed, count, sharedDevices } = options
  // Two devices a person on average, of which this fraction is drawn from the shared ones.
  const sharedCount = Math.max(
    1,
    Math.round((count * 2 * sharedDevices) / PEOPLE_PER_SHARED_DEVICE),
  )
  return {
    count,
    at: (index) => {
      const next = random(seed, 'person', index)
      const userId = uuid(next)
      const locale = chance(next, 0.27) ? null : pick(next, LOCALES)
      const devices = Array.from({ length: between(next, 1, MAX_DEVICES) }, (_, slot) =>
        deviceOf(
          seed,
          chance(next, sharedDevices)
            ? count * MAX_DEVICES + Math.floor(next() * sharedCount)
            : index * MAX_DEVICES + slot,
        ),
      )
      const ips = Array.from({ length: between(next, 2, 5) }, () => ipAddress(next))
      return { userId, locale, devices, ips }
    },
  }
}

function deviceOf(seed: number, index: number): Device {
  const next = random(seed, 'device', index)
  return {
    deviceId: deviceId(seed, index),
    type: chance(next, 0.55) ? 'android' : 'ios',
    appVersion: appVersion(next),
    homeIp: ipAddress(next),
  }
}

const DEVICE_IDS = 1_000_000_000n

/**
 * `ddd-dd-dddd`: a different one for each of a billion devices, since two that met by chance would
 * look shared. Multiplying by a number without a common factor is a permutation.
 */
function deviceId(seed: number, index: number): string {
  const start = BigInt(Math.floor(random(seed, 'device-ids')() * 1e9))
  const digits = String((start + BigInt(index) * 618_033_989n) % DEVICE_IDS).padStart(9, '0')
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
}

/** `2.3.0`, `6.02`, `0.2`: the shapes of real messages, about as often. */
function appVersion(next: Random): string {
  const major = between(next, 0, 9)
  const shape = next()
  if (shape < 0.45) return `${major}.${between(next, 0, 9)}.${between(next, 0, 9)}`
  if (shape < 0.8) return `${major}.${String(between(next, 0, 99)).padStart(2, '0')}`
  return `${major}.${between(next, 0, 9)}`
}

function ipAddress(next: Random): string {
  if (chance(next, 0.1)) {
    const groups = Array.from({ length: 4 }, () => between(next, 1, 0xffff).toString(16))
    return `2001:db8:${groups[0]}:${groups[1]}::${groups[2]}:${groups[3]}`
  }
  return `${between(next, 1, 254)}.${between(next, 0, 255)}.${between(next, 0, 255)}.${between(next, 1, 254)}`
}

function uuid(next: Random): string {
  const hex = Array.from({ length: 32 }, () => between(next, 0, 15).toString(16))
  hex[12] = '4'
  hex[16] = '89ab'[between(next, 0, 3)] as string
  const text = hex.join('')
  return [0, 8, 12, 16, 20].map((from, i) => text.slice(from, [8, 12, 16, 20, 32][i])).join('-')
}

const LOCALES =
  'BG BR CA CN CU CZ DE FR GR ID IR KE KR MA MD MK MN MT MX NG NI PA PE PH PL PT RU SI TH UA US VN'.split(
    ' ',
  )
