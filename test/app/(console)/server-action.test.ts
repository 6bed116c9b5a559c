import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { NO_INPUT, serverAction, verbAction } from '@/app/(console)/server-action'
import { addUser } from '@/lib/auth/accounts/add-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { auth } from '@/lib/auth/auth'
import { provideEnv } from '@/lib/env'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers(), shownAnew: [] as string[] }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/cache', () => ({
  revalidatePath: (path: string) => request.shownAnew.push(path),
}))

const services = useServices({ database: 'per-test' })
const EMAIL = 'bob@example.com'
const PASSWORD = 'lamp beside the window'

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  await addUser({ email: EMAIL, password: PASSWORD, role: 'operator' })
  const { headers } = await auth().api.signInEmail({
    body: { email: EMAIL, password: PASSWORD },
    returnHeaders: true,
  })
  request.headers = new Headers({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })
})

const id = z.int({ error: 'There is no such run.' })
const stop = serverAction('stop', { permission: 'ingest', input: id }, async ({ actor }, run) => ({
  kind: 'done' as const,
  run,
  by: actor.user.email,
}))
const preview = serverAction('preview', { permission: 'erase', input: id }, async () => ({
  kind: 'done' as const,
}))
const verb = recordedVerb('erase', z.object({ id }), async () => ({ kind: 'done' as const }))
const erase = verbAction('erase', verb, '/settings/erase')
const REFUSED = { kind: 'refused', problem: 'Only an admin may do this.' }

describe('a server action', () => {
  it('runs for whoever may, with what the schema made of its argument', async () => {
    expect(await stop(7)).toEqual({ kind: 'done', run: 7, by: EMAIL })
  })

  it('answers anything else in words', async () => {
    const problem = 'There is no such run.'
    for (const given of [undefined, null, '7', {}, [7], { toString: null }]) {
      expect(await stop(given as unknown as number)).toEqual({ kind: 'invalid', problem })
    }
  })

  it('ignores what is sent where it takes nothing', async () => {
    const ingest = serverAction('ingest', { permission: 'ingest', input: NO_INPUT }, async () => ({
      kind: 'done' as const,
    }))
    expect(await (ingest as (given: unknown) => unknown)({ toString: null })).toEqual({
      kind: 'done',
    })
  })

  it('is nothing for whoever is signed out', async () => {
    await services.query('DELETE FROM sessions')
    for (const action of [stop, preview]) {
      expect(await action(7)).toEqual({
        kind: 'signed-out',
        problem: 'You are no longer signed in.',
      })
    }
    expect(await logLines()).toEqual([])
  })

  it('refuses whoever may not before it looks at what was sent, and records that once each', async () => {
    expect(await preview('nonsense' as unknown as number)).toEqual(REFUSED)
    expect(await erase('nonsense' as unknown as { id: number })).toEqual(REFUSED)
    // Those of a minute share a row.
    expect(new Set(await logLines())).toEqual(new Set(['erase refused']))
    const [counted] = await services.query('SELECT sum(count)::int AS times FROM refusal_counts')
    expect(counted).toEqual({ times: 2 })
    await setRole(EMAIL, 'admin')
    expect(await preview(7)).toEqual({ kind: 'done' })
    expect(await erase({ id: 7 })).toEqual({ kind: 'done' })
  })

  it('shows its page anew, whatever came of it', async () => {
    request.shownAnew = []
    await erase({ id: 7 })
    expect(request.shownAnew).toEqual(['/settings/erase'])
  })

  it('says in words what went wrong, and never throws', async () => {
    const broken = serverAction('broken', { permission: 'browse', input: NO_INPUT }, async () => {
      throw new Error('a secret')
    })
    const result = await broken()
    expect(result.kind).toBe('failed')
    expect(result.problem).toMatch(/\.$/)
    expect(result.problem).not.toMatch(/\.\.$/)
  })
})
