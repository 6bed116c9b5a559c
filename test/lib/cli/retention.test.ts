import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import { monthAgo, storeFolded } from '@/test/support/fixtures/aged-logins'
import { maskedLogin } from '@/test/support/fixtures/stored-logins'
import { eventually } from '@/test/support/pipeline'
import { runCli, startCli } from '@/test/support/programs/cli'
import { logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices()

it('says what would go, deletes it when told to, and keeps everything by default', async () => {
  await storeFolded([
    maskedLogin({ sentAt: new Date(monthAgo(3)) }),
    maskedLogin({ sentAt: new Date() }),
  ])
  const preview = await runCli('retention', ['--dry-run', '--keep-months', '2'])
  expect(preview.stdout).toContain('logins: kept for 2 months; 1 row would be deleted')
  expect(preview.stdout).toContain('rejected: kept forever; 0 rows would be deleted')
  expect(await readRetentionSettings()).toMatchObject({ logins: null })
  expect((await runCli('retention')).code).toBe(0)
  expect(await database().userLogin.count()).toBe(2)

  const deleted = await runCli('retention', ['--keep-months', '2'])
  expect(deleted.code).toBe(0)
  expect(deleted.stdout).toContain('logins: 1 row deleted')
  expect(await database().userLogin.count()).toBe(1)
  expect(await readRetentionSettings()).toMatchObject({ logins: 2 })
  const [change] = await database().retentionChange.findMany()
  expect(change?.changedBy).toMatch(/^cli \(/)
  expect(await logLines()).toEqual(['manage-retention done'])
  expect((await runCli('audit', ['--verify'])).stdout).toContain('Held against 1 signed anchor;')

  await runCli('retention', ['--keep-months', 'all'])
  expect(await readRetentionSettings()).toMatchObject({ logins: null })
  const refused = await runCli('retention', ['--keep-months', '0'])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('--keep-months')
})

it('leaves nothing held when it is stopped', async () => {
  await storeFolded([maskedLogin({ sentAt: new Date(monthAgo(3)) })])
  const isHeld = async () => {
    const [row] = await services.query<{ held: boolean }>(
      `SELECT EXISTS (SELECT FROM leases WHERE name = 'retention') AS held`,
    )
    return row?.held
  }
  await services.query('BEGIN')
  await services.query('LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE')
  const { child, ended } = startCli('retention', ['--keep-months', '2'])
  await eventually(async () => (await isHeld()) === true)
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  expect(await isHeld()).toBe(false)
  await services.query('ROLLBACK')
  const again = await runCli('retention')
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('logins: 1 row deleted')])
})

it('fails, and says why, while another process is deleting', async () => {
  const other = randomUUID()
  await takeLease('retention', other, 900)
  const { code, stdout, stderr } = await runCli('retention')
  await releaseLease('retention', other)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^Another process is already deleting by the same settings\./m)
})
