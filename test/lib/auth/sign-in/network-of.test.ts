import { afterEach, beforeEach, expect, it } from 'vitest'
import { networkOf } from '@/lib/auth/sign-in/network-of'
import { enterSignIn, PER_ADDRESS } from '@/lib/auth/sign-in/sign-in-door'
import { provideEnv } from '@/lib/env'
import { forgetSingletons } from '@/test/support/singletons'

beforeEach(() => {
  forgetSingletons()
  provideEnv({ VEILGATE_TRUSTED_PROXIES: '1' })
})
afterEach(() => provideEnv({ VEILGATE_TRUSTED_PROXIES: '' }))

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:0201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:a:b:192.0.2.1', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8::3:4:5:6:7', '2001:db8:0:3::/64'],
  ['2001::3:4:5:6:7', '2001:0:0:3::/64'],
  ['2001::', '2001:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['::192.0.2.1', '0:0:0:0::/64'],
  ['::3:4:5:6:7:8', '0:0:3:4::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('takes %s for %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

/** How many failed attempts are let in, one after the other. */
function letIn(addressOf: (attempt: number) => string): number {
  const attempts = Array.from({ length: 10 * PER_ADDRESS.burst }, (_, attempt) => {
    const entry = enterSignIn(new Headers({ 'x-forwarded-for': addressOf(attempt) }))
    if (entry.kind === 'entered') entry.leave('failed')
    return entry.kind
  })
  return attempts.filter((kind) => kind === 'entered').length
}

it.each([
  ['the addresses of one /64', (n: number) => `2001:db8:1:2::${n.toString(16)}`],
  ['an address and its spellings', (n: number) => `${n % 2 ? '::ffff:' : ''}192.0.2.1`],
])('limits %s as one', (_name, addressOf) => {
  const count = letIn(addressOf)
  expect(count).toBeGreaterThanOrEqual(PER_ADDRESS.burst)
  expect(count).toBeLessThan(2 * PER_ADDRESS.burst)
})
