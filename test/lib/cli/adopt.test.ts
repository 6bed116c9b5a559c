import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { usePipeline } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'

usePipeline()

const CANARY = '203.0.113.77'

it('counts adopted originals, masks them when told to, and prints none of them', async () => {
  const hidden = Buffer.from(CANARY).toString('base64')
  const digest = createHash('md5').update('x').digest('hex')
  await insertAdopted([
    { messageId: 'adopted-1', maskedIp: CANARY, maskedDeviceId: '111-22-3333' },
    { messageId: 'adopted-2', maskedIp: hidden, maskedDeviceId: digest },
  ])
  const counted = await runCli('adopt')
  expect(counted.code).toBe(0)
  expect(counted.stdout).toContain('2 in masked_ip, 1 in masked_device_id')
  expect(counted.stdout).toContain('npm run adopt -- --mask')

  // It says so as well, and makes no roles that nobody asked for.
  const migrated = await runCli('migrate')
  expect(migrated.code).toBe(0)
  // Both warn of the server of the tests, which trades durability for speed.
  for (const { stderr } of [counted, migrated]) expect(stderr).toContain('fsync')
  expect(migrated.stdout).toContain('2 in masked_ip, 1 in masked_device_id')
  expect(migrated.stdout).not.toContain('roles')

  const masked = await runCli('adopt', ['--mask'])
  expect(masked.code).toBe(0)
  expect(masked.stdout).toContain('Replaced with tokens: 2 in masked_ip, 1 in masked_device_id.')
  expect(masked.stdout).toContain('No adopted login holds a value that looks like an original.')
  const rows = await database().userLogin.findMany({ orderBy: { messageId: 'asc' } })
  expect(rows[0]?.maskedIp).toMatch(/^ip1_/)
  expect(rows[1]?.maskedIp).toBe(rows[0]?.maskedIp)

  const output = [counted, masked].map(({ stdout, stderr }) => stdout + stderr).join()
  expect(output).not.toContain(CANARY)
  expect(output).not.toContain(Buffer.from(CANARY).toString('base64'))
})
