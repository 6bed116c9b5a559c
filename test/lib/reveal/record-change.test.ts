import { beforeEach, describe, expect, it } from 'vitest'
import { addUser } from '@/lib/auth/accounts/add-user'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { setRole } from '@/lib/auth/accounts/set-role'
import { provideEnv } from '@/lib/env'
import { recordChange } from '@/lib/reveal/record-change'
import { runCli } from '@/test/support/programs/cli'
import { ADMIN } from '@/test/support/reveal'
import { newestRows } from '@/test/support/reveal-log'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

beforeEach(() => provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' }))

const made = { email: 'ann@example.com', role: 'admin' as const }
const written = async () =>
  (await newestRows(9))
    .map(({ id, outcome, requestId, subject }) => [id, outcome, requestId, subject])
    .reverse()

describe('a change of people', () => {
  it('is in the log before it is made, and what came of it after', async () => {
    let before: unknown
    await recordChange({ user: ADMIN }, 'add ann@example.com as admin', async () => {
      before = await written()
      return addUser(made)
    })
    const asked = ['1', 'asked', null, 'add ann@example.com as admin']
    expect(before).toEqual([asked])
    expect(await written()).toEqual([asked, ['2', 'done', '1', 'add ann@example.com as admin']])
  })

  it('that fails is in the log as such', async () => {
    await addUser(made)
    const change = recordChange({ user: ADMIN }, 'make ann@example.com operator', () =>
      setRole(made.email, 'operator'),
    )
    await expect(change).rejects.toThrow('the last admin')
    expect((await written()).map(([, outcome]) => outcome)).toEqual(['asked', 'failed'])
  })

  it('that is made is never in the log as failed, even where its end cannot be recorded', async () => {
    const change = recordChange({ user: ADMIN }, 'add', async () => {
      await addUser(made)
      await services.query(`ALTER TABLE reveal_log ADD CHECK (outcome <> 'done')`)
    })
    await expect(change).rejects.toThrow()
    expect((await written()).map(([, outcome]) => outcome)).toEqual(['asked'])
  })

  it('is not made where it cannot be recorded', async () => {
    await services.query('ALTER TABLE reveal_log RENAME TO reveal_log_away')
    const change = recordChange({ user: ADMIN }, 'add', () => addUser(made))
    await expect(change).rejects.toThrow()
    expect(await listUsers()).toEqual([])
  })

  it('at the command line is in the log, too, without the password', async () => {
    const { code, stdout } = await runCli('users', ['add', made.email])
    expect(code).toBe(0)
    const password = /this once: (\S+)/.exec(stdout)?.[1] ?? ''
    expect(password.length).toBeGreaterThan(20)
    const rows = await newestRows(9)
    expect(rows.map(({ outcome, userId }) => [outcome, userId])).toEqual([
      ['done', 'cli'],
      ['asked', 'cli'],
    ])
    expect(JSON.stringify(rows)).not.toContain(password)
  })
})
