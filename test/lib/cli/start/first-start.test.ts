import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { prepareUsers, readSecrets } from '@/lib/cli/start/first-start'
import { useServices } from '@/test/support/services'

const services = useServices()

it('makes each first account once where consoles start at the same moment, and tells one password', async () => {
  const starts = ['a', 'b', 'c'].map(async (name) => {
    const dataDir = join(services.dataDir(), name)
    mkdirSync(dataDir)
    const secrets = readSecrets(dataDir)
    await prepareUsers({ dataDir, postgresFolder: null, embeddedQueue: false }, secrets)
    return secrets
  })
  const all = await Promise.all(starts)
  expect((await listUsers()).map(({ role }) => role).sort()).toEqual(['admin', 'operator'])
  for (const role of ['admin', 'operator'] as const) {
    expect(all.filter((secrets) => secrets[role] !== null)).toHaveLength(1)
  }
})
