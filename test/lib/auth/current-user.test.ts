import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/add-user'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { resetPassword } from '@/lib/auth/reset-password'
import { sessionCookieName } from '@/lib/auth/session-cookie'
import { setRole } from '@/lib/auth/set-role'
import { provideEnv } from '@/lib/env'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'
let cookie = ''

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
  const { headers } = await auth().api.signInEmail({
    body: { email: EMAIL, password: PASSWORD },
    returnHeaders: true,
  })
  cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
})

const whoIs = (value: string) => userOf(new Headers({ cookie: value }))

describe('who is signed in', () => {
  it('is read from the session’s cookie', async () => {
    expect(cookie).toContain(`${sessionCookieName(false)}=`)
    expect(await whoIs(cookie)).toMatchObject({ email: EMAIL, role: 'operator' })
  })

  it('is nobody without a cookie, or with one that is not ours', async () => {
    expect(await whoIs('')).toBeNull()
    expect(await whoIs(`${sessionCookieName(false)}=made.up`)).toBeNull()
    expect(await whoIs(cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBeNull()
    const [name, value = ''] = cookie.split('=')
    const token = decodeURIComponent(value).split('.')[0]
    expect(await whoIs(`${name}=${token}`)).toBeNull()
  })

  it('is nobody from the moment the session is revoked', async () => {
    await services.query('DELETE FROM sessions')
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is nobody once the session has expired', async () => {
    await services.query(`UPDATE sessions SET expires_at = now() - interval '1 s'`)
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is nobody after the password was reset', async () => {
    await resetPassword(EMAIL, undefined, 'an admin')
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is nobody once the account is suspended', async () => {
    await services.query('UPDATE users SET banned = true')
    expect(await whoIs(cookie)).toBeNull()
  })

  it('has a new role from the next request on', async () => {
    await setRole(EMAIL, 'admin')
    expect(await whoIs(cookie)).toMatchObject({ role: 'admin' })
    await services.query(`UPDATE users SET role = 'something else'`)
    expect(await whoIs(cookie)).toMatchObject({ role: 'operator' })
  })

  it('stays signed in by using the console', async () => {
    await services.query(`UPDATE sessions SET expires_at = now() + interval '1 h'`)
    await whoIs(cookie)
    const [row] = await services.query<{ hours: number }>(
      'SELECT extract(epoch FROM expires_at - now())::float8 / 3600 AS hours FROM sessions',
    )
    expect(row?.hours).toBeGreaterThan(11)
  })
})
