import { afterEach, beforeEach, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '@/lib/auth/password/hash-password'
import {
  ATTEMPTS_IN_HAND,
  enterSignIn,
  OVER_ALL,
  PER_ADDRESS,
} from '@/lib/auth/sign-in/sign-in-door'
import { provideEnv } from '@/lib/env'
import { singleton } from '@/lib/singleton'
import { forgetSingletons } from '@/test/support/singletons'

beforeEach(forgetSingletons)
afterEach(() => provideEnv({ VEILGATE_TRUSTED_PROXIES: '' }))

const from = (address: string) => new Headers({ 'x-forwarded-for': address })

/** Enters and leaves so many times. @returns how often it was let in. */
function attempts(count: number, address: string, how: 'succeeded' | 'failed' = 'failed') {
  let entered = 0
  for (let n = 0; n < count; n += 1) {
    const entry = enterSignIn(from(address))
    if (entry.kind === 'entered') entry.leave(how)
    if (entry.kind === 'entered') entered += 1
  }
  return entered
}

it('has few attempts in hand at once, and says when to come again', () => {
  const entries = Array.from({ length: 100 }, () => enterSignIn(new Headers()))
  const entered = entries.filter((entry) => entry.kind === 'entered')
  expect(entered).toHaveLength(ATTEMPTS_IN_HAND)
  expect(entries.at(-1)).toEqual({ kind: 'refused', retryAfterSeconds: 5 })
  for (const entry of entered) entry.leave('failed')
  expect(enterSignIn(new Headers()).kind).toBe('entered')
})

it('limits all together where nothing tells where they come from, whatever they claim', () => {
  const entered = Array.from({ length: OVER_ALL.burst + 20 }, (_, n) => attempts(1, `192.0.2.${n}`))
  const count = entered.filter((each) => each === 1).length
  expect(count).toBeGreaterThanOrEqual(OVER_ALL.burst)
  expect(count).toBeLessThan(OVER_ALL.burst + 20)
})

it('limits each address where a proxy says which', () => {
  provideEnv({ VEILGATE_TRUSTED_PROXIES: '1' })
  const entered = attempts(PER_ADDRESS.burst + 20, '192.0.2.1')
  expect(entered).toBeGreaterThanOrEqual(PER_ADDRESS.burst)
  expect(entered).toBeLessThan(PER_ADDRESS.burst + 20)
  expect(attempts(1, '192.0.2.2')).toBe(1)
})

it('does not count those who signed in', () => {
  expect(attempts(OVER_ALL.burst * 2, '', 'succeeded')).toBe(OVER_ALL.burst * 2)
})

it('hashes as before, and one after the other', async () => {
  const hashes = await Promise.all(['a', 'b', 'c'].map((text) => hashPassword(`${text} password`)))
  expect(await verifyPassword({ hash: hashes[1] ?? '', password: 'b password' })).toBe(true)
  expect(await verifyPassword({ hash: hashes[1] ?? '', password: 'a password' })).toBe(false)
})

it('hashes and compares when it is its turn', async () => {
  let turns = 0
  singleton('hashes', () => (work: () => Promise<unknown>) => {
    turns += 1
    return work()
  })
  const hash = await hashPassword('a password')
  await verifyPassword({ hash, password: 'a password' })
  expect(turns).toBe(2)
})
