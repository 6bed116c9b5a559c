import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { resetPassword } from '@/lib/auth/password/reset-password'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { provideEnv } from '@/lib/env'
import { UNATTENDED_HEADER } from '@/lib/model/session/unattended'
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

  it('is nobody where the session is revoked while it is read', async () => {
    await services.query(`UPDATE sessions SET updated_at = updated_at - interval '2 min'`)
    const found = await auth().api.getSession({ headers: new Headers({ cookie }) })
    vi.spyOn(auth().api, 'getSession').mockResolvedValueOnce(found as never)
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
    await services.query('UPDATE users SET role = NULL')
    expect(await whoIs(cookie)).toMatchObject({ role: 'operator' })
  })

  it('stays signed in by using the console, but not by what pages ask for by themselves', async () => {
    const leftAlone = () =>
      services.query(`UPDATE sessions SET updated_at = updated_at - interval '20 min'`)
    await leftAlone()
    expect(await whoIs(cookie)).not.toBeNull()
    await leftAlone()
    expect(await userOf(new Headers({ cookie }), false)).not.toBeNull()
    await leftAlone()
    expect(await userOf(new Headers({ cookie }), false)).toBeNull()
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
  })

  it('does not stay so by what a page asks for while nobody touches it', async () => {
    const byItself = () => userOf(new Headers({ cookie, [UNATTENDED_HEADER]: '1' }))
    for (const left of [true, false]) {
      await services.query(`UPDATE sessions SET updated_at = updated_at - interval '20 min'`)
      expect((await byItself()) !== null).toBe(left)
    }
  })

  it('is nobody after half as long a pause where an admin is', async () => {
    await setRole(EMAIL, 'admin')
    await services.query(`UPDATE sessions SET updated_at = updated_at - interval '16 min'`)
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is nobody after twelve hours, however much the session is used', async () => {
    await services.query(`UPDATE sessions SET expires_at = expires_at - interval '11 h 59 min'`)
    const end = () => services.query('SELECT expires_at FROM sessions')
    const before = await end()
    await services.query(`UPDATE sessions SET updated_at = updated_at - interval '10 min'`)
    expect(await whoIs(cookie)).not.toBeNull()
    expect(await end()).toEqual(before)
    await services.query(`UPDATE sessions SET expires_at = expires_at - interval '1 min'`)
    expect(await whoIs(cookie)).toBeNull()
  })

  it('is told that the password is somebody else’s, and who reset it', async () => {
    expect(await whoIs(cookie)).toMatchObject({ mustChangePassword: false, passwordReset: null })
    await services.query(
      `UPDATE users SET must_change_password = true, password_reset_by = 'eve', password_reset_at = now()`,
    )
    expect(await whoIs(cookie)).toMatchObject({
      mustChangePassword: true,
      passwordReset: { by: 'eve' },
    })
  })
})
