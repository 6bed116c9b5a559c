import { beforeEach, describe, expect, it, vi } from 'vitest'
import { markDevice } from '@/app/(console)/devices/actions'
import { saveLoginsView } from '@/app/(console)/logins/actions'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { useServices } from '@/test/support/services'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))

useServices()
const EMAIL = 'bob@example.com'
const PASSWORD = 'lamp beside the window'
const TEXTS = ['seen from 203.0.113.7', 'http://203[.]0[.]113[.]7/', '2001:db8::1', '593-47-5928']

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

describe('a text that is stored as it is typed', () => {
  it.each(TEXTS)('holds no original: %s', async (text) => {
    const saved = await saveLoginsView({ name: text, query: 'type=ios', shared: true })
    expect(saved).toMatchObject({ kind: 'invalid', problem: expect.stringContaining('the name') })
    const marked = await markDevice({ token: 'x', mark: 'suspicious', note: text })
    expect(marked).toMatchObject({ kind: 'invalid', problem: expect.stringContaining('the note') })
    expect(await database().savedView.count()).toBe(0)
  })

  it('is taken otherwise', async () => {
    const saved = await saveLoginsView({ name: 'Phones of 2.3.0', query: 'type=ios', shared: true })
    expect(saved).toEqual({ kind: 'done' })
    const marked = await markDevice({ token: 'x', mark: 'suspicious', note: 'an emulator, 6.02' })
    expect(marked).toMatchObject({ kind: 'not-found' })
  })
})
