import { beforeEach, describe, expect, it, vi } from 'vitest'
import { saveLoginsView } from '@/app/(console)/logins/actions'
import { saveReviews } from '@/app/(console)/reviews/actions'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { database } from '@/lib/db/client'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { provideEnv } from '@/lib/env'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))

useServices()
const EMAIL = 'bob@example.com'
const PASSWORD = 'lamp beside the window'
const TEXTS = ['seen from 203.0.113.7', 'http://203[.]0[.]113[.]7/', '2001:db8::1', '111-22-3333']

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  if (request.headers.has('cookie')) return
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
  const { headers } = await auth().api.signInEmail({
    body: { email: EMAIL, password: PASSWORD },
    returnHeaders: true,
  })
  request.headers = new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
})

const asked = { kind: 'device' as const, subjects: ['x'], mark: 'suspicious' as const }

describe('a text that is stored as it is typed', () => {
  it.each(TEXTS)('holds no original: %s', async (text) => {
    const saved = await saveLoginsView({ name: text, query: 'type=ios', shared: true })
    expect(saved).toMatchObject({ kind: 'invalid', problem: expect.stringContaining('the name') })
    const marked = await saveReviews({ ...asked, note: text })
    expect(marked).toMatchObject({ kind: 'invalid', problem: expect.stringContaining('the note') })
    expect(await database().savedView.count()).toBe(0)
  })

  it('is taken otherwise', async () => {
    const saved = await saveLoginsView({ name: 'Phones of 2.3.0', query: 'type=ios', shared: true })
    expect(saved).toEqual({ kind: 'done' })
    const marked = await saveReviews({ ...asked, note: 'an emulator, 6.02' })
    expect(marked).toMatchObject({ kind: 'not-found' })
  })
})

describe('reviews', () => {
  it('are taken for what logins have, and for accounts that there are', async () => {
    const run = await makeRun()
    await store(run, [maskedLogin({ userId: 'ann' }), maskedLogin({ userId: 'ben' })])
    const said = { mark: 'expected' as const, note: ' a kiosk ' }
    const users = { kind: 'user' as const, subjects: ['ann', 'ben'], ...said }
    const nobody = await saveReviews({ ...users, assignee: 'nobody@example.com' })
    expect(nobody).toMatchObject({ problem: 'There is no such account to assign it to.' })
    const gone = await saveReviews({ ...users, subjects: ['ann', 'nobody'] })
    expect(gone).toMatchObject({ kind: 'not-found' })
    expect(await database().review.count()).toBe(0)
    expect(await saveReviews({ ...users, assignee: EMAIL })).toEqual({ kind: 'done' })
    for (const user of users.subjects) {
      expect(await listReviews('user', user)).toMatchObject([
        { mark: 'expected', note: 'a kiosk', assignee: EMAIL, by: EMAIL },
      ])
    }
  })

  it('are at most 500 at once', async () => {
    const subjects = Array.from({ length: 501 }, (_, at) => `user-${at}`)
    const many = await saveReviews({ kind: 'user', subjects, mark: 'expected', note: '' })
    expect(many).toMatchObject({ kind: 'invalid', problem: 'At most 500 are reviewed at once.' })
  })
})
