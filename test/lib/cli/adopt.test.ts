import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { runCli } from '@/test/support/cli'
import { usePipeline } from '@/test/support/pipeline'

const services = usePipeline()

const CANARY = '203.0.113.77'

it('counts adopted originals, masks them when told to, and prints none of them', async () => {
  await services.query(
    `INSERT INTO user_logins (user_id, masked_ip, masked_device_id, message_id, sent_at) VALUES
       ('ann', $1, '593-47-5928', 'adopted-1', now()),
       ('bob', encode($1::bytea, 'base64'), md5('x'), 'adopted-2', now())`,
    [CANARY],
  )
  const counted = await runCli('adopt')
  expect(counted.code).toBe(0)
  expect(counted.stdout).toContain('2 in masked_ip, 1 in masked_device_id')
  expect(counted.stdout).toContain('npm run adopt -- --mask')

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
