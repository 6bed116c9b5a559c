import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { serverAction, verbAction } from '@/app/(console)/server-action'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { parseWalPlace, walPlaceNow } from '@/lib/db/replica/wal-place'
import { provideEnv } from '@/lib/env'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { useServices } from '@/test/support/services'

type Cookie = { name: string; value: string }
/** The request that the framework would hand in, and the cookies that its answer sets. */
const request = vi.hoisted(() => ({ headers: new Headers(), set: [] as Cookie[] }))
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: (cookie: Cookie) => request.set.push(cookie) }),
}))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

useServices({ database: 'per-test' })
const EMAIL = 'bob@example.com'
const PASSWORD = 'lamp beside the window'
/** Nothing listens there: what is noted does not depend on it. */
const REPLICA = 'postgresql://nobody:nothing@127.0.0.1:1/veilgate'

beforeEach(async () => {
  provideEnv({
    VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough',
    VEILGATE_READ_DATABASE_URL: REPLICA,
  })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
  const { headers } = await auth().api.signInEmail({
    body: { email: EMAIL, password: PASSWORD },
    returnHeaders: true,
  })
  request.headers = new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
  request.set = []
})

const input = z.string()
const store = async (userId: string) => {
  await insertAdopted([{ userId }])
  return { kind: 'done' as const }
}
const write = serverAction('write', { permission: 'browse', input }, (_, id) => store(id))
const breaks = serverAction('breaks', { permission: 'browse', input }, async (_, id) => {
  await store(id)
  throw new Error('The answer was lost.')
})
const look = serverAction(
  'look',
  { permission: 'browse', input, changesNothing: true },
  async () => ({ kind: 'done' as const }),
)

describe('after an action', () => {
  it('the browser knows how far the log was, and for two minutes', async () => {
    const before = parseWalPlace(await walPlaceNow()) ?? 0n
    await write('u-1')
    const [cookie, ...others] = request.set
    expect(others).toEqual([])
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', maxAge: 120 })
    expect(cookie?.name).toMatch(/^veilgate-[0-9a-f]{8}\.wrote$/)
    expect(parseWalPlace(cookie?.value)).toBeGreaterThan(before)
  })

  it('it knows that, too, where the action failed: what was written by then stands', async () => {
    expect(await breaks('u-2')).toMatchObject({ kind: 'failed' })
    expect(request.set).toHaveLength(1)
  })

  it('it knows that where a verb shows its page anew', async () => {
    await verbAction('verb', async () => ({ kind: 'done' as const }), '/rejected')('x')
    expect(request.set).toHaveLength(1)
  })

  it('nothing is noted of what changes nothing, was not understood, or was not permitted', async () => {
    await look('x')
    await write(7 as unknown as string)
    request.headers = new Headers()
    await write('u-3')
    expect(request.set).toEqual([])
  })

  it('nothing is noted where there is no replica', async () => {
    provideEnv({ VEILGATE_READ_DATABASE_URL: '' })
    await write('u-4')
    expect(request.set).toEqual([])
  })
})
