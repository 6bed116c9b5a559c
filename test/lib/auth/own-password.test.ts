import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { dismissPasswordNotice } from '@/lib/auth/accounts/dismiss-password-notice'
import { inviteUser } from '@/lib/auth/accounts/invite-user'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { changePassword } from '@/lib/auth/password/change-password'
import { replacePasswordByLink, resetPassword } from '@/lib/auth/password/reset-password'
import { createSetPasswordLink, setPasswordByLink } from '@/lib/auth/password/set-password-link'
import { causeOfEnd, sessionKey } from '@/lib/auth/session/known-sessions'
import { endOtherSessions, endOwnSession, listOwnSessions } from '@/lib/auth/session/own-sessions'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { FAILURES_PER_SOURCE } from '@/lib/auth/sign-in/sign-in-limit'
import { transaction } from '@/lib/db/transaction'
import { provideEnv } from '@/lib/env'
import { sessionTokenOf } from '@/lib/model/session/session-cookie'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'
const OTHER = 'lamp beside the window'
const BY = { id: 'eve', email: 'eve@example.com' }

beforeEach(() => provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' }))

const tokenIn = (path: string) => path.split('#')[1] ?? ''
const maySignIn = async (password: string) => (await signIn(EMAIL, password, new Headers())).ok

/** Why a browser is signed out, where this process has seen its session. */
const causeOf = (cookie: string) =>
  causeOfEnd(sessionKey(sessionTokenOf(cookie.slice(cookie.indexOf('=') + 1))))

async function newSession(password = PASSWORD) {
  const { headers } = await auth().api.signInEmail({
    body: { email: EMAIL, password },
    returnHeaders: true,
  })
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const read = () => userOf(new Headers({ cookie }))
  const user = await read()
  if (user === null) throw new Error('not signed in')
  return { user, read, cause: () => causeOf(cookie) }
}

describe('a link to choose a password', () => {
  it('sets it once, and nobody can sign in before', async () => {
    const { path } = await inviteUser({ email: EMAIL, role: 'operator' }, BY)
    expect(path).toMatch(/^\/set-password#[\w-]{43}$/)
    expect(await maySignIn('')).toBe(false)
    const token = tokenIn(path)
    expect(await setPasswordByLink(token, 'password1234')).toMatchObject({ kind: 'weak' })
    const both = await Promise.all([
      setPasswordByLink(token, PASSWORD),
      setPasswordByLink(token, OTHER),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'no-link'])
    expect((await setPasswordByLink(token, OTHER)).kind).toBe('no-link')
    expect(await maySignIn(both[0]?.kind === 'done' ? PASSWORD : OTHER)).toBe(true)
    const { user } = await newSession(both[0]?.kind === 'done' ? PASSWORD : OTHER)
    expect(user.mustChangePassword).toBe(false)
  })

  it('serves for a day, until a newer one is made, and is kept as a hash', async () => {
    const { path: first } = await inviteUser({ email: EMAIL, role: 'operator' }, BY)
    const second = await replacePasswordByLink(EMAIL, BY)
    expect((await setPasswordByLink(tokenIn(first), PASSWORD)).kind).toBe('no-link')
    const kept = JSON.stringify(await services.query('SELECT * FROM set_password_links'))
    expect(kept).not.toContain(tokenIn(second))
    await services.query(`UPDATE set_password_links SET expires_at = expires_at - interval '1 day'`)
    expect((await setPasswordByLink(tokenIn(second), PASSWORD)).kind).toBe('no-link')
  })

  it('serves no more once a command has set a password', async () => {
    const { path } = await inviteUser({ email: EMAIL, role: 'operator' }, BY)
    await resetPassword(EMAIL, PASSWORD, 'a command')
    expect((await setPasswordByLink(tokenIn(path), OTHER)).kind).toBe('no-link')
    expect(await maySignIn(PASSWORD)).toBe(true)
  })

  it('serves no more once the password is changed with the current one', async () => {
    await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
    const { user } = await newSession()
    const path = await transaction((tx) => createSetPasswordLink(tx, user.id))
    expect(await changePassword(user, PASSWORD, OTHER)).toEqual({ kind: 'done' })
    expect((await setPasswordByLink(tokenIn(path), PASSWORD)).kind).toBe('no-link')
  })

  it('that resets one takes the old one and the sessions away, and tells who did it', async () => {
    await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
    const { read } = await newSession()
    const path = await replacePasswordByLink(EMAIL, BY)
    expect(await read()).toBeNull()
    expect(await maySignIn(PASSWORD)).toBe(false)
    expect((await setPasswordByLink(tokenIn(path), OTHER)).kind).toBe('done')
    const after = await newSession(OTHER)
    expect(after.user.passwordReset?.by).toBe(BY.email)
    await dismissPasswordNotice(after.user.id)
    expect((await after.read())?.passwordReset).toBeNull()
  })
})

describe('one’s own password', () => {
  it('has to be changed where it was generated, and not where it was chosen', async () => {
    const { password } = await addUser({ email: EMAIL, role: 'operator' })
    const { user, read } = await newSession(password)
    expect(user.mustChangePassword).toBe(true)
    expect(await changePassword(user, password, password)).toMatchObject({ kind: 'weak' })
    expect(await changePassword(user, password, OTHER)).toEqual({ kind: 'done' })
    expect(await read()).toMatchObject({ mustChangePassword: false })
    await addUser({ email: 'bob@example.com', password: PASSWORD, role: 'operator' })
    expect(await services.query('SELECT 1 FROM users WHERE must_change_password')).toHaveLength(0)
  })

  it('changes with the current one, which ends the other sessions', async () => {
    await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
    const here = await newSession()
    const there = await newSession()
    expect((await changePassword(here.user, 'not the password', OTHER)).kind).toBe('wrong-password')
    expect((await changePassword(here.user, PASSWORD, 'short')).kind).toBe('weak')
    expect(await maySignIn(OTHER)).toBe(false)
    expect((await changePassword(here.user, PASSWORD, OTHER)).kind).toBe('done')
    expect(there.cause()).toEqual({ kind: 'new-password' })
    expect(here.cause()).toBeUndefined()
    expect(await there.read()).toBeNull()
    expect(await here.read()).not.toBeNull()
    expect(await maySignIn(OTHER)).toBe(true)
  })

  it('is guessed at no more often by a session than at the sign-in, and shuts nobody out', async () => {
    await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
    const { user } = await newSession()
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) await changePassword(user, `guess ${n}`, OTHER)
    expect((await changePassword(user, PASSWORD, OTHER)).kind).toBe('locked')
    expect(await maySignIn(PASSWORD)).toBe(true)
  })
})

describe('one’s own sessions', () => {
  it('are listed while they may be used, and can be ended, but nobody else’s', async () => {
    await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
    const here = await newSession()
    const there = await newSession()
    const third = await newSession()
    const listed = await listOwnSessions(here.user)
    expect(listed).toHaveLength(3)
    expect(listed.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([
      here.user.sessionId,
    ])
    const id = there.user.sessionId ?? ''
    expect(await endOwnSession({ id: 'somebody else' }, id)).toBe(false)
    expect(await endOwnSession(here.user, id)).toBe(true)
    expect(await there.read()).toBeNull()
    await services.query(
      `UPDATE sessions SET updated_at = now() - interval '31 min' WHERE id = '${third.user.sessionId}'`,
    )
    expect(await listOwnSessions(here.user)).toHaveLength(1)
    await endOtherSessions(here.user)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(1)
    expect(await here.read()).not.toBeNull()
  })
})
