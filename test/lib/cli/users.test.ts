import { expect, it } from 'vitest'
import { runCli } from '@/test/support/programs/cli'
import { logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

useServices()

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
