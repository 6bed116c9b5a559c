import { describe, expect, it } from 'vitest'
import {
  claimAttempt,
  FAILURES_OVERALL,
  FAILURES_PER_ACCOUNT,
  returnAttempt,
  settleAttempt,
  unlockAccount,
  WINDOW_MINUTES,
} from '@/lib/auth/sign-in-limit'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'

async function fail(times: number, email = EMAIL) {
  for (let n = 0; n < times; n += 1) await claimAttempt(email)
}

describe('the sign-in limit', () => {
  it('locks an account after five failures and says for how long', async () => {
    await fail(FAILURES_PER_ACCOUNT)
    const claim = await claimAttempt(EMAIL)
    expect(claim.kind).toBe('locked')
    if (claim.kind !== 'locked') return
    expect(claim.retryAfterSeconds).toBeGreaterThan(WINDOW_MINUTES * 60 - 30)
    expect(claim.retryAfterSeconds).toBeLessThanOrEqual(WINDOW_MINUTES * 60)
  })

  it('counts an address however it is written', async () => {
    await fail(FAILURES_PER_ACCOUNT - 1)
    await fail(1, '  ANN@Example.COM ')
    expect((await claimAttempt(EMAIL)).kind).toBe('locked')
  })

  it('lets no more guesses through when they come side by side', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimAttempt(EMAIL)))
    expect(claims.filter(({ kind }) => kind === 'allowed')).toHaveLength(FAILURES_PER_ACCOUNT)
  })

  it('leaves other accounts alone', async () => {
    await fail(FAILURES_PER_ACCOUNT)
    expect((await claimAttempt('bob@example.com')).kind).toBe('allowed')
  })

  it('forgets earlier failures after a success', async () => {
    await fail(FAILURES_PER_ACCOUNT - 1)
    const claim = await claimAttempt(EMAIL)
    if (claim.kind !== 'allowed') throw new Error('locked too early')
    await settleAttempt(claim.attemptId)
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n += 1) {
      expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
    }
    expect((await claimAttempt(EMAIL)).kind).toBe('locked')
  })

  it('opens again when the failures have left the window', async () => {
    await fail(FAILURES_PER_ACCOUNT)
    await services.query(`UPDATE sign_in_attempts SET at = at - interval '${WINDOW_MINUTES} min'`)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('does not count an attempt that is given back', async () => {
    await fail(FAILURES_PER_ACCOUNT - 1)
    const claim = await claimAttempt(EMAIL)
    if (claim.kind !== 'allowed') throw new Error('locked too early')
    await returnAttempt(claim.attemptId)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('can be lifted', async () => {
    await fail(FAILURES_PER_ACCOUNT)
    await unlockAccount(EMAIL)
    expect((await claimAttempt(EMAIL)).kind).toBe('allowed')
  })

  it('slows everybody down while passwords are sprayed over many accounts', async () => {
    const before = await claimAttempt(EMAIL)
    await services.query(
      `INSERT INTO sign_in_attempts (account, succeeded) SELECT md5(n::text), false
       FROM generate_series(1, ${FAILURES_OVERALL}) n`,
    )
    const after = await claimAttempt(EMAIL)
    expect(before).toMatchObject({ kind: 'allowed', delayMs: 0 })
    expect(after.kind === 'allowed' && after.delayMs > 0).toBe(true)
  })

  it('forgets what counts for nothing at every claim, whoever makes it', async () => {
    await services.query(
      `INSERT INTO sign_in_attempts (account, succeeded, at)
       SELECT md5(n::text), false, now() - interval '1 hour' FROM generate_series(1, 500) n`,
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
