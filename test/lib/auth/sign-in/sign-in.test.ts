import { hashPassword as hashByOldCost } from 'better-auth/crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { ATTEMPTS_IN_HAND } from '@/lib/auth/sign-in/sign-in-door'
import { FAILURES_PER_SOURCE } from '@/lib/auth/sign-in/sign-in-limit'
import { provideEnv } from '@/lib/env'
import { setMeter } from '@/lib/measure'
import { useServices } from '@/test/support/services'
import { forgetSingletons } from '@/test/support/singletons'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'

beforeEach(async () => {
  forgetSingletons()
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
})

const attempt = (email: string, password: string) => signIn(email, password, new Headers())

describe('signing in', () => {
  it('makes a session for the right password, however the address is written', async () => {
    expect(await attempt(' Ann@Example.com ', PASSWORD)).toMatchObject({ ok: true })
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(1)
  })

  it('keeps of what the browser calls itself no more than anybody reads', async () => {
    const userAgent = 'browser/1 '.repeat(100)
    await signIn(EMAIL, PASSWORD, new Headers({ 'user-agent': userAgent }))
    const sessions = await services.query('SELECT user_agent AS kept FROM sessions')
    expect(sessions).toEqual([{ kept: userAgent.slice(0, 256) }])
  })

  it('says the same for a wrong password and for an unknown address', async () => {
    const wrong = await attempt(EMAIL, 'something else entirely')
    const unknown = await attempt('nobody@example.com', PASSWORD)
    expect(wrong.ok).toBe(false)
    expect(unknown).toEqual(wrong)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('refuses even the right password while the account is locked', async () => {
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) await attempt(EMAIL, 'wrong wrong wrong')
    const locked = await attempt(EMAIL, PASSWORD)
    expect(locked.ok === false && locked.problem).toMatch(/^Too many attempts\. Try again in/)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('counts each attempt once, by what came of it', async () => {
    const outcomes: string[] = []
    setMeter({
      count: (_name, { outcome = '' }) => void outcomes.push(outcome),
      observe: () => undefined,
    })
    await attempt(EMAIL, PASSWORD)
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) await attempt(EMAIL, 'wrong wrong wrong')
    await attempt(EMAIL, PASSWORD)
    const refused = Array(FAILURES_PER_SOURCE).fill('refused')
    expect(outcomes).toEqual(['signed-in', ...refused, 'locked'])
  })

  it('counts no attempt that failed because of the database', async () => {
    await services.query('ALTER TABLE accounts RENAME TO accounts_away')
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) {
      await expect(attempt(EMAIL, PASSWORD)).rejects.toThrow()
    }
    await services.query('ALTER TABLE accounts_away RENAME TO accounts')
    expect(await services.query('SELECT FROM sign_in_attempts')).toHaveLength(0)
    expect(await attempt(EMAIL, PASSWORD)).toMatchObject({ ok: true })
  })

  it('locks an unknown address in the same way', async () => {
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) await attempt('no@example.com', 'wrong')
    const locked = await attempt('no@example.com', 'wrong')
    expect(locked.ok === false && locked.problem).toMatch(/^Too many attempts/)
  })

  // Sixteen hashes, one after the other on two processors.
  it('says when to come again where too many sign in at once, and asks the database nothing', {
    timeout: 240_000,
  }, async () => {
    forgetSingletons()
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
    expect(await attempt(EMAIL, PASSWORD)).toMatchObject({ ok: true })
  })

  it.each([
    ['http://127.0.0.1:3000', /^veilgate-[\da-f]{8}\.session_token=/, false],
    ['https://veilgate.example.com', /^__Host-veilgate-[\da-f]{8}\.session_token=/, true],
  ])(
    'gives a cookie out of reach of scripts that lasts as long as a session: %s',
    async (url, name, secure) => {
      const shared = globalThis as { veilgateAuth?: unknown }
      provideEnv({ VEILGATE_URL: url })
      delete shared.veilgateAuth
      const { headers } = await auth().api.signInEmail({
        body: { email: EMAIL, password: PASSWORD },
        returnHeaders: true,
      })
      provideEnv({ VEILGATE_URL: '' })
      delete shared.veilgateAuth
      const cookie = headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(name)
      expect(cookie).toMatch(/Max-Age=43200.*HttpOnly.*SameSite=Lax/i)
      expect(/; Secure/i.test(cookie)).toBe(secure)
    },
  )

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
      expect(cookie).toMatch(/^__Host-veilgate-[\da-f]{8}\.session_token=/)
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
    expect(rows[0]?.password).toMatch(/^scrypt\$16\$8\$3\$[\w-]{22}\$[\w-]{86}$/)
    expect(rows[0]?.password).not.toBe(rows[1]?.password)
  })

  it('lets all right passwords pass that are sent side by side', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => attempt(EMAIL, PASSWORD)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(6)
  })

  it('lets a browser in that signed in before, whatever strangers do to the account', async () => {
    const first = await attempt(EMAIL, PASSWORD)
    if (!first.ok) throw new Error(first.problem)
    const { name, value } = first.device
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) await attempt(EMAIL, 'wrong wrong wrong')
    expect((await attempt(EMAIL, PASSWORD)).ok).toBe(false)
    const known = new Headers({ cookie: `other=1; ${name}=${encodeURIComponent(value)}` })
    expect(await signIn(EMAIL, PASSWORD, known)).toMatchObject({
      ok: true,
      device: { name, value },
    })
    const forged = new Headers({
      cookie: `${name}=${value.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))}x`,
    })
    expect((await signIn(EMAIL, PASSWORD, forged)).ok).toBe(false)
  })

  it('takes a hash of the cost before, and makes it anew', async () => {
    const old = await hashByOldCost(PASSWORD)
    await services.query(`UPDATE accounts SET password = '${old}'`)
    expect((await attempt(EMAIL, 'something else entirely')).ok).toBe(false)
    expect((await attempt(EMAIL, PASSWORD)).ok).toBe(true)
    const [row] = await services.query<{ password: string }>('SELECT password FROM accounts')
    expect(row?.password).toMatch(/^scrypt\$16\$8\$3\$/)
    expect((await attempt(EMAIL, PASSWORD)).ok).toBe(true)
  })

  it('keeps where a session came from, and ends the one that the browser had before', async () => {
    provideEnv({ VEILGATE_TRUSTED_PROXIES: '1' })
    const agent = { 'user-agent': 'a browser', 'x-forwarded-for': '203.0.113.9' }
    await signIn(EMAIL, PASSWORD, new Headers(agent))
    provideEnv({ VEILGATE_TRUSTED_PROXIES: '' })
    const [row] = await services.query('SELECT ip_address, user_agent, token FROM sessions')
    expect(row).toMatchObject({ ip_address: '203.0.113.9', user_agent: 'a browser' })
    const { headers } = await auth().api.signInEmail({
      body: { email: EMAIL, password: PASSWORD },
      returnHeaders: true,
    })
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
    await signIn(EMAIL, PASSWORD, new Headers({ cookie }))
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(2)
  })

  it('is on record by the account’s id, never by what was typed', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await attempt(EMAIL, PASSWORD)
    await attempt(EMAIL, 'wrong wrong wrong')
    await attempt('nobody@example.com', 'wrong wrong wrong')
    const lines = written.mock.calls.map(([line]) => String(line))
    written.mockRestore()
    const [user] = await services.query<{ id: string }>('SELECT id FROM users')
    const events = lines.map((line) => JSON.parse(line)).filter(({ event }) => /^auth/.test(event))
    expect(events.map(({ event, userId }) => [event, userId])).toEqual([
      ['auth.signed-in', user?.id],
      ['auth.refused', user?.id],
      ['auth.refused', null],
    ])
    expect(lines.join('')).not.toMatch(/@example|wrong|harbour/)
  })

  it('lets nobody sign up', async () => {
    const signUp = auth().api.signUpEmail({
      body: { email: 'eve@example.com', password: PASSWORD, name: 'Eve' },
    })
    await expect(signUp).rejects.toThrow()
    expect(await services.query('SELECT * FROM users')).toHaveLength(1)
  })
})
