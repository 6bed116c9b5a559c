import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { endSessions } from '@/lib/auth/accounts/end-sessions'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { removeUser } from '@/lib/auth/accounts/remove-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { withLastAdminGuard } from '@/lib/auth/accounts/with-last-admin-guard'
import { resetPassword } from '@/lib/auth/password/reset-password'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { FAILURES_PER_SOURCE } from '@/lib/auth/sign-in/sign-in-limit'
import { provideEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

beforeEach(() => provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' }))

const roles = async () => (await listUsers()).map(({ email, role }) => `${email} ${role}`)

describe('accounts', () => {
  it('get a password that is generated where none is given', async () => {
    const { password } = await addUser({ email: 'Ann@Example.com', role: 'operator' })
    expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
    expect(await signIn('ann@example.com', password, new Headers())).toMatchObject({ ok: true })
    expect(await roles()).toEqual(['ann@example.com operator'])
  })

  it('are unique by address', async () => {
    await addUser({ email: 'ann@example.com', role: 'admin' })
    const again = addUser({ email: 'ANN@example.com', role: 'operator' })
    await expect(again).rejects.toThrow(UserError)
    expect(await roles()).toEqual(['ann@example.com admin'])
  })

  it.each(['short', 'password1234', 'ann-ann-ann-1', 'aaaaaaaaaaaaaa', 'x'.repeat(129)])(
    'are not made with the password %s',
    async (password) => {
      const made = addUser({ email: 'ann@example.com', password, role: 'operator' })
      await expect(made).rejects.toThrow(UserError)
      expect(await roles()).toEqual([])
    },
  )

  it('always leave an admin: the last one can be neither removed nor demoted', async () => {
    await addUser({ email: 'ann@example.com', role: 'admin' })
    await addUser({ email: 'bob@example.com', role: 'operator' })
    await expect(removeUser('ann@example.com')).rejects.toThrow(/last admin/)
    await expect(setRole('ann@example.com', 'operator')).rejects.toThrow(/last admin/)
    await setRole('bob@example.com', 'admin')
    await removeUser('ann@example.com')
    expect(await roles()).toEqual(['bob@example.com admin'])
  })

  it('always leave an admin, even where both are taken away side by side', async () => {
    await addUser({ email: 'ann@example.com', role: 'admin' })
    await addUser({ email: 'bob@example.com', role: 'admin' })
    const outcomes = await Promise.allSettled([
      setRole('ann@example.com', 'operator'),
      removeUser('bob@example.com'),
    ])
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect((await listUsers()).filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it('always leave an admin, even where neither change sees the other before it is done', async () => {
    const emails = ['ann@example.com', 'bob@example.com']
    for (const email of emails) await addUser({ email, role: 'admin' })
    let changed = 0
    const demote = (email: string) =>
      withLastAdminGuard(email, async (tx, id) => {
        await tx.user.update({ where: { id }, data: { role: 'operator' } })
        changed += 1
        // For the other one, which has to wait for this.
        for (let waits = 0; changed < 2 && waits < 10; waits += 1) await sleep(50)
      })
    const outcomes = await Promise.allSettled(emails.map(demote))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect((await listUsers()).filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it('lose their sessions and their lock with a new password', async () => {
    const { password: old } = await addUser({ email: 'ann@example.com', role: 'admin' })
    await signIn('ann@example.com', old, new Headers())
    for (let n = 0; n < FAILURES_PER_SOURCE; n += 1) {
      await signIn('ann@example.com', 'not the password', new Headers())
    }
    const { password } = await resetPassword('ann@example.com', undefined, 'an admin')
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
    expect((await signIn('ann@example.com', old, new Headers())).ok).toBe(false)
    expect((await signIn('ann@example.com', password, new Headers())).ok).toBe(true)
  })

  it('lose their sessions when they are removed', async () => {
    await addUser({ email: 'ann@example.com', role: 'admin' })
    const { password } = await addUser({ email: 'bob@example.com', role: 'operator' })
    await signIn('bob@example.com', password, new Headers())
    await removeUser('bob@example.com')
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
    expect(await services.query(`SELECT * FROM accounts`)).toHaveLength(1)
  })

  it('are signed out everywhere at once, and may sign in again', async () => {
    const { password } = await addUser({ email: 'ann@example.com', role: 'admin' })
    await signIn('ann@example.com', password, new Headers())
    await signIn('ann@example.com', password, new Headers())
    expect(await endSessions('ann@example.com')).toBe(2)
    expect(await services.query('SELECT * FROM sessions')).toHaveLength(0)
    expect((await signIn('ann@example.com', password, new Headers())).ok).toBe(true)
    await expect(endSessions('no@example.com')).rejects.toThrow(/no account/)
  })

  it('must exist to be changed', async () => {
    await expect(setRole('no@example.com', 'admin')).rejects.toThrow(/no account/)
    await expect(removeUser('no@example.com')).rejects.toThrow(/no account/)
    await expect(resetPassword('no@example.com', undefined, 'an admin')).rejects.toThrow(
      /no account/,
    )
  })
})
