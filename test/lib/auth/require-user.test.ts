import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { endSessions } from '@/lib/auth/accounts/end-sessions'
import { removeUser } from '@/lib/auth/accounts/remove-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { auth } from '@/lib/auth/auth'
import { authorise } from '@/lib/auth/authorise'
import { requireFrameUser, requireUser } from '@/lib/auth/require-user'
import { endSession } from '@/lib/auth/session/end-session'
import { sessionKey } from '@/lib/auth/session/known-sessions'
import { whySignedOut } from '@/lib/auth/session/signed-in-cookie'
import { closeDatabase } from '@/lib/db/client'
import { databaseUrl, provideEnv } from '@/lib/env'
import { isDatabaseDigest } from '@/lib/model/answers/page-failure'
import { useServices } from '@/test/support/services'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))

const services = useServices({ database: 'per-test' })

const EMAIL = 'ann@example.com'
const PASSWORD = 'kite over the harbour'
let token = ''

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
  const { headers, response } = await auth().api.signInEmail({
    body: { email: EMAIL, password: PASSWORD },
    returnHeaders: true,
  })
  token = response.token
  request.headers = new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
})

/** Nothing listens on that port. */
async function takeTheDatabaseAway() {
  const url = new URL(databaseUrl())
  url.port = '1'
  provideEnv({ DATABASE_URL: url.href })
  await closeDatabase()
}

it('whoever has a password that somebody else knows does nothing before it is replaced', async () => {
  expect((await authorise('browse')).kind).toBe('authorised')
  await services.query('UPDATE users SET must_change_password = true')
  expect(await authorise('browse')).toMatchObject({ kind: 'refused', status: 403 })
  expect(await authorise('browse', false)).toMatchObject({ kind: 'refused', status: 403 })
  const toChangeIt = { digest: expect.stringContaining('/change-password?') }
  await expect(requireUser()).rejects.toMatchObject(toChangeIt)
  await expect(requireFrameUser()).rejects.toMatchObject(toChangeIt)
})

describe('while the database is away', () => {
  it('the frame knows whom it served a moment ago, and a page does not', async () => {
    expect(await requireUser()).toMatchObject({ email: EMAIL })
    await takeTheDatabaseAway()
    expect(await requireFrameUser()).toMatchObject({ email: EMAIL, role: 'operator' })
    const failure = await requireUser().catch((error: unknown) => error)
    expect(isDatabaseDigest((failure as { digest?: string }).digest)).toBe(true)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['signed out', () => endSession(request.headers)],
    ['was signed out by an admin', () => endSessions(EMAIL)],
    ['was given another role', () => setRole(EMAIL, 'admin')],
    [
      'was removed',
      async () => {
        await addUser({ email: 'eve@example.com', password: PASSWORD, role: 'admin' })
        await removeUser(EMAIL)
      },
    ],
  ])('the frame does not know whoever %s', async (_, act) => {
    await requireUser()
    await act()
    await takeTheDatabaseAway()
    await expect(requireFrameUser()).rejects.toThrow('Who is signed in could not be read')
  })

  it('the frame does not know whom it has not served', async () => {
    await takeTheDatabaseAway()
    await expect(requireFrameUser()).rejects.toThrow('Who is signed in could not be read')
  })
})

describe('why a session ended', () => {
  const why = () => whySignedOut(`${Date.now()}.${sessionKey(token)}`)

  it.each<[string, () => Promise<unknown>, object]>([
    ['an admin ended it', () => endSessions(EMAIL), { kind: 'by-admin' }],
    [
      'it was not used',
      () => services.query(`UPDATE sessions SET updated_at = now() - interval '31 min'`),
      { kind: 'idle', minutes: 30 },
    ],
    [
      'somebody else took its row away',
      () => services.query('DELETE FROM sessions'),
      { kind: 'unknown' },
    ],
  ])('is known where %s', async (_, act, expected) => {
    await requireUser()
    await act()
    await expect(requireUser()).rejects.toThrow('NEXT_REDIRECT')
    expect(why()).toEqual(expected)
  })
})
