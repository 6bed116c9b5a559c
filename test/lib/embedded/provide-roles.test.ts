import { expect, it } from 'vitest'
import { provideRoles } from '@/lib/embedded/provide-roles'
import { databaseUrl, env, provideEnv } from '@/lib/env'
import { ask } from '@/test/support/fixtures/embedded-services'
import { useServices } from '@/test/support/services'

const services = useServices()

it('points the console at a login that cannot read the vault, and the reveal room at one that can', async () => {
  const folder = { dataDir: services.dataDir(), embeddedQueue: false }
  await provideRoles({ ...folder, postgresFolder: null })
  expect(databaseUrl()).toBe(services.databaseUrl())

  await provideRoles({ ...folder, postgresFolder: '/postgres' })
  const [console, reveal] = [databaseUrl(), env().VEILGATE_REVEAL_DATABASE_URL ?? '']
  for (const [url, login] of [
    [console, 'veilgate_console_login'],
    [reveal, 'veilgate_reveal_login'],
  ] as const) {
    const { username, password } = new URL(url)
    expect(username).toBe(login)
    // That of the owner is no part of it.
    expect(password).not.toBe(new URL(services.databaseUrl()).password)
    await ask(url, 'SELECT count(*) FROM user_logins')
  }
  await expect(ask(console, 'SELECT sealed FROM pii_vault')).rejects.toThrow(/permission denied/)
  await ask(reveal, 'SELECT sealed FROM pii_vault')
  // Both are the same at each start.
  provideEnv({ DATABASE_URL: services.databaseUrl() })
  await provideRoles({ ...folder, postgresFolder: '/postgres' })
  expect([databaseUrl(), env().VEILGATE_REVEAL_DATABASE_URL]).toEqual([console, reveal])
})
