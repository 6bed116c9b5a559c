import { expect, it } from 'vitest'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'
import { provideEnv } from '@/lib/env'
import { PASSPHRASE } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const COMMANDS: [string, ...string[]][] = [
  ['keys', 'init'],
  ['keys', 'erase', '--list'],
  ['users', 'list'],
  ['users', 'add', 'ann@example.com'],
  ['audit', '--verify'],
  ['rollups', '--check'],
  ['retention'],
]

/** What a command says that fails: all of it, and where nothing was written before. */
async function failureOf([command, ...args]: [string, ...string[]]): Promise<string> {
  const { code, stdout, stderr } = await runCli(command, args)
  expect([command, code, stdout]).toEqual([command, 1, ''])
  return stderr.trim()
}

it('says of a database that was never migrated what to do, and nothing else', async () => {
  await services.query('CREATE SCHEMA blank')
  provideEnv({
    DATABASE_URL: `${services.databaseUrl()}?schema=blank`,
    VEILGATE_KEYS_DIR: `${services.dataDir()}/no-keys`,
    VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
  })
  for (const command of COMMANDS) {
    expect(await failureOf(command)).toMatch(
      /^The database at .* has no tables of Veilgate in its schema blank\. Run npm run migrate, or .*\.$/,
    )
  }
})

it('says so of one that lacks what an update brings', async () => {
  await services.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [SCHEMA_VERSION])
  await services.query('DROP TABLE retention_settings')
  expect(await failureOf(['retention', '--dry-run'])).toMatch(
    /^The database at .* is behind this program\. Run npm run migrate\.$/,
  )
})

it('says of one that was migrated what failed', async () => {
  await services.query('DROP TABLE retention_settings')
  expect(await failureOf(['retention', '--dry-run'])).toMatch(/retention_settings/)
})
