import { malformedMessages } from '@/lib/sample/malformed-messages'
import { type People, peopleOf } from '@/lib/sample/people'
import { chance, pick, type Random, random } from '@/lib/sample/random'
import type { SampleLogin } from '@/lib/sample/sample-login'

export type SampleOptions = {
  /** How many messages. */
  count: number
  /** The same seed and options give the same messages; 1 where none is given. */
  seed?: number
  /** Fraction of people's devices that they share with others, 0 to 1. */
  sharedDevices?: number
  /** Fraction of messages that are bad, 0 to 1. */
  malformed?: number
}

export const DEFAULT_SHARED_DEVICES = 0.05

/**
 * Message bodies of plausible logins, one at a time: about one person for every eight, each with a
 * few devices and several IPs. Nothing is kept between two messages, so that millions cost no memory.
 * The IPs, devices and people are made up; a valid IP may lie in any range, as in real messages.
 */
export function* generateLogins({
  count,
  seed = 1,
  sharedDevices = DEFAULT_SHARED_DEVICES,
  malformed = 0,
}: SampleOptions): Generator<string> {
  const people = peopleOf({ seed, count: Math.max(1, Math.ceil(count / 8)), sharedDevices })
  const turn = random(seed, 'turn')
  const bad = malformedMessages(random(seed, 'malformed'))
  for (let made = 0; made < count; made += 1) {
    const login = nextLogin(people, turn)
    // Always drawn, so that the good messages of a seed do not depend on the fraction of bad ones.
    const isBad = chance(turn, malformed)
    yield isBad ? bad(login) : JSON.stringify(login)
  }
}

function nextLogin(people: People, turn: Random): SampleLogin {
  const person = people.at(Math.floor(turn() * people.count))
  const device = pick(turn, person.devices)
  // A shared device is mostly met at its own home, whoever uses it.
  const ip = chance(turn, 0.6) ? device.homeIp : pick(turn, person.ips)
  return {
    user_id: person.userId,
    app_version: device.appVersion,
    device_type: device.type,
    ip,
    locale: person.locale,
    device_id: device.deviceId,
  }
}
