import { beforeEach, describe, expect, it } from 'vitest'
import { atOnce } from '@/lib/at-once'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { userOf } from '@/lib/auth/current-user'
import { changePassword } from '@/lib/auth/password/change-password'
import { hashPassword } from '@/lib/auth/password/hash-password'
import { replacePasswordByLink } from '@/lib/auth/password/reset-password'
import { setPasswordByLink } from '@/lib/auth/password/set-password-link'
import { isStillPassword, renewHash } from '@/lib/auth/password/stored-hash'
import { endOwnSession } from '@/lib/auth/session/own-sessions'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { provideEnv } from '@/lib/env'
import { singleton } from '@/lib/singleton'
import { useServices } from '@/test/support/services'
import { forgetSingletons } from '@/test/support/singletons'

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'
const OTHER = 'lamp beside the window'
const ADMIN = { id: 'eve', email: 'eve@example.com' }
const HASHES = 'SELECT password FROM accounts'
const WAITING = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`

beforeEach(async () => {
  forgetSingletons()
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'admin' })
})

/** Has passwords wait in line, as behind those of others, until they are released. */
function holdHashes() {
  const line = { waiting: 0, release: () => {} }
  const isReleased = new Promise<void>((resolve) => {
    line.release = resolve
  })
  const inLine = atOnce(1)
  // The first password had a line made.
  forgetSingletons()
  singleton('hashes', () => <Value>(work: () => Promise<Value>) => {
    line.waiting += 1
    return inLine(() => isReleased.then(work))
  })
  return line
}

async function newSession() {
  const body = { email: EMAIL, password: PASSWORD }
  const { headers } = await auth().api.signInEmail({ body, returnHeaders: true })
  const user = await userOf(new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }))
  if (user === null) throw new Error('not signed in')
  return user
}

describe('a password that is replaced', () => {
  it('lets nobody in who was signing in by it', async () => {
    const line = holdHashes()
    const attempt = signIn(EMAIL, PASSWORD, new Headers())
    await expect.poll(() => line.waiting).toBe(1)
    await replacePasswordByLink(EMAIL, ADMIN)
    line.release()
    expect(await attempt).toEqual({
      ok: false,
      problem: 'Incorrect e-mail address or password.',
    })
    expect(await services.query('SELECT FROM sessions')).toHaveLength(0)
    expect(await services.query('SELECT FROM sign_in_attempts WHERE succeeded')).toHaveLength(0)
  })

  it('leaves no session where it cannot be read whether it is replaced', async () => {
    await services.query(`
      CREATE FUNCTION take_away() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ALTER TABLE accounts RENAME COLUMN password TO password_away;
        RETURN NEW;
      END $$`)
    await services.query(`CREATE TRIGGER take_away AFTER INSERT ON sessions
      FOR EACH ROW EXECUTE FUNCTION take_away()`)
    await expect(signIn(EMAIL, PASSWORD, new Headers())).rejects.toThrow()
    expect(await services.query('SELECT password_away FROM accounts')).toHaveLength(1)
    expect(await services.query('SELECT FROM sessions')).toHaveLength(0)
  })

  it('is not one still where its reset is about to be committed', async () => {
    const [before] = await services.query<{ password: string }>(HASHES)
    await services.query('BEGIN')
    await services.query('UPDATE accounts SET password = NULL')
    const isStill = isStillPassword(EMAIL, PASSWORD, before?.password ?? null)
    await expect.poll(() => services.query(WAITING)).toHaveLength(1)
    await services.query('COMMIT')
    expect(await isStill).toBe(false)
  })

  it('is not taken for another because its hash was made anew', async () => {
    const [before] = await services.query<{ password: string }>(HASHES)
    await services.query('UPDATE accounts SET password = $1', [await hashPassword(PASSWORD)])
    expect(await isStillPassword(EMAIL, PASSWORD, before?.password ?? null)).toBe(true)
    await services.query('UPDATE accounts SET password = $1', [await hashPassword(OTHER)])
    expect(await isStillPassword(EMAIL, PASSWORD, before?.password ?? null)).toBe(false)
  })

  it('is not replaced again by its hash’s being made anew', async () => {
    await services.query(`UPDATE accounts SET password = 'of another cost'`)
    const line = holdHashes()
    const renewal = renewHash(EMAIL, PASSWORD)
    await expect.poll(() => line.waiting).toBe(1)
    await replacePasswordByLink(EMAIL, ADMIN)
    line.release()
    await renewal
    expect(await services.query(HASHES)).toEqual([{ password: null }])
  })

  it('is not replaced again by a change that waits for its reset to be committed', async () => {
    const user = await newSession()
    const line = holdHashes()
    const change = changePassword(user, PASSWORD, OTHER)
    await expect.poll(() => line.waiting).toBe(1)
    await services.query('BEGIN')
    await services.query('UPDATE accounts SET password = NULL')
    await services.query('DELETE FROM sessions')
    line.release()
    await expect.poll(() => services.query(WAITING)).toHaveLength(1)
    await services.query('COMMIT')
    expect((await change).kind).toBe('overtaken')
    expect(await services.query(HASHES)).toEqual([{ password: null }])
  })

  it('is chosen by a link once, though two have found it', async () => {
    const token = (await replacePasswordByLink(EMAIL, ADMIN)).split('#')[1] ?? ''
    const line = holdHashes()
    const both = [PASSWORD, OTHER].map((password) => setPasswordByLink(token, password))
    await expect.poll(() => line.waiting).toBe(2)
    line.release()
    const kinds = (await Promise.all(both)).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['done', 'no-link'])
  })

  it('is not replaced again by a change that was under way', async () => {
    const user = await newSession()
    const line = holdHashes()
    const change = changePassword(user, PASSWORD, OTHER)
    await expect.poll(() => line.waiting).toBe(1)
    await replacePasswordByLink(EMAIL, ADMIN)
    line.release()
    expect((await change).kind).toBe('overtaken')
    expect(await services.query(HASHES)).toEqual([{ password: null }])
    expect(await services.query('SELECT FROM set_password_links')).toHaveLength(1)
  })

  it('is not replaced by a session that was ended meanwhile', async () => {
    const user = await newSession()
    const before = await services.query(HASHES)
    const line = holdHashes()
    const change = changePassword(user, PASSWORD, OTHER)
    await expect.poll(() => line.waiting).toBe(1)
    await endOwnSession(user, user.sessionId ?? '')
    line.release()
    expect((await change).kind).toBe('overtaken')
    expect(await services.query(HASHES)).toEqual(before)
  })
})
