import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { verifyPassword } from '@/lib/auth/password/hash-password'
import { main } from '@/lib/cli/users'
import { database } from '@/lib/db/client'
import { env, provideEnv } from '@/lib/env'
import { auditAnchorsPath, readAnchors } from '@/lib/keys/audit-anchors'
import { runCli } from '@/test/support/programs/cli'
import { logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

it('unlocks an account that there is, and says so of one that there is not', async () => {
  expect((await runCli('users', ['add', 'ann@example.com'])).code).toBe(0)
  const unlocked = await runCli('users', ['unlock', 'ann@example.com'])
  expect(unlocked).toMatchObject({
    code: 0,
    stdout: 'ann@example.com may try to sign in again.\n',
  })
  const mistyped = await runCli('users', ['unlock', 'an@example.com'])
  expect(mistyped).toMatchObject({ code: 1, stdout: '' })
  expect(mistyped.stderr).toMatch(/^There is no account an@example\.com\.$/m)
  expect((await logLines()).slice(2)).toEqual([
    'manage-users asked',
    'manage-users done',
    'manage-users asked',
    'manage-users failed',
  ])
})

describe('npm run users', () => {
  const PASSWORD = 'lamp beside the window'
  let printed = ''
  beforeEach(() => {
    printed = ''
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += text
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    provideEnv({ VEILGATE_USER_PASSWORD: '' })
  })

  /** What a command prints. */
  async function run(...args: string[]): Promise<string> {
    printed = ''
    expect(await main(args)).toBe(0)
    return printed
  }

  it('prints a password that it has generated, and none that was given', async () => {
    expect(await run('add', 'Ann@Example.com', '--role', 'admin')).toMatch(
      /^ann@example\.com may sign in as admin\.\nPassword, shown this once: (?:\w{5}-){3}\w{5}\n$/,
    )
    expect(await run('reset-password', 'ann@example.com')).toMatch(
      /^ann@example\.com has a new password; its sessions are ended\.\nPassword, shown this once: \S{23}\n$/,
    )
    provideEnv({ VEILGATE_USER_PASSWORD: PASSWORD })
    expect(await run('add', 'bob@example.com')).toBe('bob@example.com may sign in as operator.\n')
    expect(await run('reset-password', 'bob@example.com')).toBe(
      'bob@example.com has a new password; its sessions are ended.\n',
    )
    provideEnv({ VEILGATE_USER_PASSWORD: 'kite over the harbour' })
    await run('reset-password', 'bob@example.com')
    const { password: hash } = await database().account.findFirstOrThrow({
      where: { user: { email: 'bob@example.com' } },
    })
    const password = 'kite over the harbour'
    expect(await verifyPassword({ hash: hash ?? '', password })).toBe(true)
    const subjects = (await readLog()).map(({ subject }) => subject)
    expect(new Set(subjects)).toEqual(
      new Set([
        'add ann@example.com as admin',
        'reset the password of ann@example.com',
        'add bob@example.com as operator',
        'reset the password of bob@example.com',
      ]),
    )
  })

  it('lists, changes and removes the account that is named, on the record', async () => {
    expect(await run('list')).toBe('There are no accounts yet.\n')
    for (const name of ['ann', 'bob']) await run('add', `${name}@example.com`, '--role', 'admin')
    expect(await run('set-role', 'bob@example.com', '--role', 'operator')).toBe(
      'bob@example.com is an operator now.\n',
    )
    expect(await run('list')).toMatch(
      /^address +role +sessions +since\nann@example\.com +admin +0 +[\d-]{10}\nbob@example\.com +operator +0 +[\d-]{10}\n$/,
    )
    expect(await run('remove', 'bob@example.com')).toBe(
      'bob@example.com is removed; its sessions are ended.\n',
    )
    expect((await listUsers()).map(({ email }) => email)).toEqual(['ann@example.com'])
    const subjects = (await readLog()).map(({ subject, outcome }) => `${subject}: ${outcome}`)
    expect(subjects.slice(4)).toEqual([
      'make bob@example.com operator: asked',
      'make bob@example.com operator: done',
      'remove bob@example.com: asked',
      'remove bob@example.com: done',
    ])
    const anchors = (await readAnchors(auditAnchorsPath(env().VEILGATE_KEYS_DIR))) ?? []
    const rows = (await readLog()).map(({ hash }) => hash)
    expect(anchors.map(({ hash }) => hash)).toEqual(expect.arrayContaining(rows))
  })
})
