import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/add-user'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { signIn } from '@/lib/auth/sign-in'
import { ATTEMPTS_IN_HAND, resetSignInDoor } from '@/lib/auth/sign-in-door'
import { FAILURES_PER_ACCOUNT } from '@/lib/auth/sign-in-limit'
import { provideEnv } from '@/lib/env'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
})

const attempt = (email: string, password: string) => signIn(email, password, new Headers())

describe('signing in', () => {
  it('makes a session for the right password, however the address is written', async () => {
    expect(await attempt(' Ann@Example.com ', PASSWORD)).toEqual({ ok: true })
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(1)
  })

  it('says the same for a wrong password and for an unknown address', async () => {
    const wrong = await attempt(EMAIL, 'something else entirely')
    const unknown = await attempt('nobody@example.com', PASSWORD)
    expect(wrong.ok).toBe(false)
    expect(unknown).toEqual(wrong)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('refuses even the right password while the account is locked', async () => {
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n += 1) await attempt(EMAIL, 'wrong wrong wrong')
    const locked = await attempt(EMAIL, PASSWORD)
    expect(locked.ok === false && locked.problem).toMatch(/^Too many attempts\. Try again in/)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('locks an unknown address in the same way', async () => {
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n += 1) await attempt('no@example.com', 'wrong')
    const locked = await attempt('no@example.com', 'wrong')
    expect(locked.ok === false && locked.problem).toMatch(/^Too many attempts/)
  })

  it('says when to come again where too many sign in at once, and asks the database nothing', async () => {
    resetSignInDoor()
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => attempt(`nobody-${n}@example.com`, 'wrong wrong')),
    )
    const refused = answers.filter((answer) => !answer.ok && answer.retryAfterSeconds !== undefined)
    expect(refused).toHaveLength(60 - ATTEMPTS_IN_HAND)
    expect(refused[0]).toEqual({
      ok: false,
      problem: 'Too many people are signing in at the moment. Try again in a few seconds.',
      retryAfterSeconds: 5,
    })
    expect(await services.query('SELECT FROM sign_in_attempts')).toHaveLength(ATTEMPTS_IN_HAND)
    expect(await attempt(EMAIL, PASSWORD)).toEqual({ ok: true })
  })

  it('refuses a suspended account', async () => {
    await services.query('UPDATE users SET banned = true')
    const refused = await attempt(EMAIL, PASSWORD)
    expect(refused).toEqual({ ok: false, problem: 'This account is suspended.' })
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('keeps the session in a cookie of this host alone where the site is https', async () => {
    const shared = globalThis as { veilgateAuth?: unknown }
    provideEnv({ VEILGATE_URL: 'https://veilgate.example.com' })
    shared.veilgateAuth = undefined
    try {
      const body = { email: EMAIL, password: PASSWORD }
      const response = await auth().api.signInEmail({ body, asResponse: true })
      const [cookie = ''] = response.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-veilgate\.session_token=/)
      for (const part of [/; Path=\/(;|$)/, /; Secure/, /; HttpOnly/]) expect(cookie).toMatch(part)
      expect(cookie).not.toMatch(/Domain=/i)
      const headers = new Headers({ cookie: cookie.split(';')[0] ?? '' })
      expect((await userOf(headers))?.email).toBe(EMAIL)
    } finally {
      provideEnv({ VEILGATE_URL: '' })
      shared.veilgateAuth = undefined
    }
  })

  it('keeps passwords as salted scrypt hashes', async () => {
    await addUser({ email: 'bob@example.com', password: PASSWORD, role: 'operator' })
    const rows = await services.query<{ password: string }>('SELECT password FROM accounts')
    expect(rows).toHaveLength(2)
    expect(rows[0]?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
    expect(rows[0]?.password).not.toBe(rows[1]?.password)
  })

  it('lets nobody sign up', async () => {
    const signUp = auth().api.signUpEmail({
      body: { email: 'eve@example.com', password: PASSWORD, name: 'Eve' },
    })
    await expect(signUp).rejects.toThrow()
    expect(await services.query('SELECT * FROM users')).toHaveLength(1)
  })
})
