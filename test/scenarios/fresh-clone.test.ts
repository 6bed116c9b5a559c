import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { runCli } from '@/test/support/programs/cli'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const dataDir = makeTestFolder('veilgate-fresh-')
// Where the tests run as root, Postgres runs as another account and has to get there.
chmodSync(dataDir, 0o711)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

it('brings along what a fresh clone lacks, keeps it between commands and leaves nothing running', async () => {
  provideEnv({ DATABASE_URL: '', SQS_QUEUE_URL: '' })
  provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: join(dataDir, 'keys') })
  const sent = await runCli('sample', ['--count', '200', '--malformed', '0.1', '--seed', '1'])
  expect(sent).toMatchObject({ code: 0, stdout: 'Sent 200 messages to logins.\n' })

  const first = await runCli('ingest', ['--json'])
  expect(first.code).toBe(0)
  expect(JSON.parse(first.stdout)).toMatchObject({ received: 200, acknowledged: 200, failed: 0 })
  expect(first.stderr).toMatch(/^Vault passphrase {2}\S+ {2}\(shown once: write it down\)$/m)
  // Its connections are closed before its database is stopped.
  expect(first.stderr).not.toContain('"level":"warn"')

  const second = await runCli('ingest', ['--json'])
  expect(JSON.parse(second.stdout)).toMatchObject({ received: 0, balanced: true })
  expect(second.stderr).not.toContain('passphrase')
  expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true)
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
})
