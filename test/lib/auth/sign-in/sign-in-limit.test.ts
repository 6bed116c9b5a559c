import { describe, expect, it } from 'vitest'
import {
  type AttemptSource,
  claimAttempt as claimFrom,
  FAILURES_OVERALL,
  FAILURES_PER_ACCOUNT,
  FAILURES_PER_SOURCE,
  MAX_ATTEMPTS_KEPT,
  returnAttempt,
  settleAttempt,
  unlockAccount,
  WINDOW_MINUTES,
} from '@/lib/auth/sign-in/sign-in-limit'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'

const STRANGER: AttemptSource = { device: null, address: null }
const claimAttempt = (email: string, source = STRANGER) => claimFrom(email, source)

async function fail(times: number, email = EMAIL, source = STRANGER) {
  for (let n = 0; n < times; n += 1) {
    const claim = await claimAttempt(email, source)
    if (claim.kind === 'allowed') await settleAttempt(claim.attemptId, false)
  }
}

describe('the sign-in limit', () => {
  it('locks an account after five failures and says for how long', async () => {
    await fail(FAILURES_PER_SOURCE)
    const claim = await claimAttempt(EMAIL)
    expect(claim.kind).toBe('locked')
    if (claim.kind !== 'locked') return
    expect(claim.retryAfterSeconds).toBeGreaterThan(WINDOW_MINUTES * 60 - 30)
    expect(claim.retryAfterSeconds).toBeLessThanOrEqual(WINDOW_MINUTES * 60)
  })

  it('opens once the oldest of the last five failures has left the window', async () => {
    await fail(FAILURES_PER_SOURCE - 1)
    await services.query("UPDATE sign_in_attempts SET at = at - interval '10 min'")
    await fail(1)
    const claim = await claimAttempt(EMAIL)
    if (claim.kind !== 'locked') throw new Error('not locked')
    expect(claim.retryAfterSeconds).toBeLessThanOrEqual((WINDOW_MINUTES - 10) * 60)
  })

  it('counts an address however it is written', async () => {
    await fail(FAILURES_PER_SOURCE - 1)
    await fail(1, '  ANN@Example.COM ')
    expect((await claimAttempt(EMAIL)).kind).toBe('locked')
  })

  it('lets no more guesses through when they come side by side', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimAttempt(EMAIL)))
    expect(claims.filter(({ kind }) => kind === 'allowed')).toHaveLength(FAILURES_PER_SOURCE)
    expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(20 - FAILURES_PER_SOURCE)
  })

  it('leaves other accounts alone', async () => {
    await fail(FAILURES_PER_SOURCE)
    expect((await claimAttempt('bob@example.com')).kind).toBe('allowed')
  })

  it('forgets earlier failures after a success', async () => {
    await fail(FAILURES_PER_SOURCE - 1)
    const claim = await claimAttempt(EMAIL)
    if (claim.kind !== 'allowed') throw new Error('locked too early')
    await settleAttempt(claim.attemptId, true)
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) {
      expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
      await services.query('UPDATE sign_in_attempts SET settled = true')
    }
    expect((await claimAttempt(EMAIL)).kind).toBe('locked')
  })

  it('opens again when the failures have left the window', async () => {
    await fail(FAILURES_PER_SOURCE)
    await services.query(`UPDATE sign_in_attempts SET at = at - interval '${WINDOW_MINUTES} min'`)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('does not count an attempt that is given back', async () => {
    await fail(FAILURES_PER_SOURCE - 1)
    const claim = await claimAttempt(EMAIL)
    if (claim.kind !== 'allowed') throw new Error('locked too early')
    await returnAttempt(claim.attemptId)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('can be lifted', async () => {
    await fail(FAILURES_PER_SOURCE)
    await unlockAccount(EMAIL)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('slows everybody down while passwords are sprayed over many accounts', async () => {
    const before = await claimAttempt(EMAIL)
    await services.query(
      `INSERT INTO sign_in_attempts (account, bucket, succeeded) SELECT md5(n::text), md5(n::text), false
       FROM generate_series(1, ${FAILURES_OVERALL}) n`,
    )
    const after = await claimAttempt(EMAIL)
    expect(before).toMatchObject({ kind: 'allowed', delayMs: 0 })
    expect(after.kind === 'allowed' && after.delayMs > 0).toBe(true)
  })

  it('takes no attempt in hand for a failure, until it was cut off', async () => {
    const claims = []
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) claims.push(await claimAttempt(EMAIL))
    expect((await claimAttempt(EMAIL)).kind).toBe('busy')
    const [first] = claims
    if (first?.kind !== 'allowed') throw new Error('locked too early')
    await settleAttempt(first.attemptId, true)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
    await services.query(
      `UPDATE sign_in_attempts SET at = at - interval '1 min', succeeded = false`,
    )
    expect((await claimAttempt(EMAIL)).kind).toBe('locked')
  })

  it('does not shut a browser out that the account knows, nor another address', async () => {
    const attacker = { device: null, address: '198.51.100.1' }
    await fail(FAILURES_PER_SOURCE, EMAIL, attacker)
    expect((await claimAttempt(EMAIL, attacker)).kind).toBe('locked')
    const known = { device: 'one of hers', address: '198.51.100.1' }
    expect((await claimAttempt(EMAIL, known)).kind).toBe('allowed')
    const elsewhere = { device: null, address: '198.51.100.2' }
    expect((await claimAttempt(EMAIL, elsewhere)).kind).toBe('allowed')
  })

  it('gives a known browser no more attempts than a stranger has', async () => {
    const known = { device: 'a stolen one', address: null }
    await fail(FAILURES_PER_SOURCE, EMAIL, known)
    expect((await claimAttempt(EMAIL, known)).kind).toBe('locked')
  })

  it('locks an account to all strangers that is guessed at from many addresses', async () => {
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n += 1) {
      await fail(1, EMAIL, { device: null, address: `198.51.100.${n}` })
    }
    const next = { device: null, address: '198.51.100.200' }
    expect((await claimAttempt(EMAIL, next)).kind).toBe('locked')
    const known = { device: 'one of hers', address: '198.51.100.200' }
    expect((await claimAttempt(EMAIL, known)).kind).toBe('allowed')
  })

  it('keeps a bounded number of attempts, and none that counts no more', async () => {
    await services.query(
      `INSERT INTO sign_in_attempts (account, bucket, succeeded, settled)
       SELECT md5(n::text), md5(n::text), false, true
       FROM generate_series(1, ${MAX_ATTEMPTS_KEPT}) n`,
    )
    expect((await claimAttempt(EMAIL)).kind).toBe('busy')
    expect((await claimAttempt(EMAIL, { device: 'known', address: null })).kind).toBe('allowed')
    await services.query(`DELETE FROM sign_in_attempts WHERE id > 400`)
    await services.query(`UPDATE sign_in_attempts SET at = at - interval '${WINDOW_MINUTES} min'`)
    await claimAttempt(EMAIL)
    expect(await services.query('SELECT * FROM sign_in_attempts')).toHaveLength(1)
  })

  it('forgets what counts for nothing at every claim, whoever makes it', async () => {
    await services.query(
      `INSERT INTO sign_in_attempts (account, bucket, succeeded, at)
       SELECT md5(n::text), md5(n::text), false, now() - interval '1 hour' FROM generate_series(1, 500) n`,
    )
    await fail(1)
    expect(await services.query('SELECT FROM sign_in_attempts')).toHaveLength(1)
  })

  it('keeps no address in the table', async () => {
    await fail(1)
    expect(JSON.stringify(await services.query('SELECT * FROM sign_in_attempts'))).not.toContain(
      'ann',
    )
  })
})
