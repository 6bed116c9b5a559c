import { expect, it } from 'vitest'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { foldAll } from '@/lib/ingest/fold-loop'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const MIGRATION = '20261201009100_pair_days'

it('computes when older pairs were seen once, and only what is left open', async () => {
  const run = await makeRun()
  const early = new Date('2026-11-20T23:59:59.999Z')
  const own = { userId: 'ann', maskedIp: token('ip', 1) }
  await store(run, [maskedLogin(own), maskedLogin({ ...own, sentAt: early })])
  await foldAll()
  const steps: string[] = []
  await completeRollups([MIGRATION], (words) => steps.push(words))
  expect(steps, 'nothing is left open').toEqual([])

  // As the version before left it: every pair has its day, and none tells when it was first seen.
  await services.query("UPDATE device_users SET last_day = '2026-11-21', first_seen = DEFAULT")
  await services.query("UPDATE ip_users SET last_day = '2026-11-21'")
  expect(await wrong()).toEqual(['ip_users', 'device_users'])
  await completeRollups([], (words) => steps.push(words))
  expect(steps, 'interrupted when it was migrated').toContain('computing device_users')
  expect(await wrong()).toEqual([])

  await services.query("UPDATE ip_users SET last_day = '2026-11-21'")
  steps.length = 0
  await completeRollups(['20261130001000_reviews'], (words) => steps.push(words))
  expect(steps, 'another migration leaves nothing open').toEqual([])
  await completeRollups([MIGRATION], (words) => steps.push(words))
  expect(steps, 'of logins without a device').toContain('computing ip_users')
  expect(await wrong()).toEqual([])

  await store(run, [maskedLogin({ userId: 'ann', sentAt: early })])
  await foldAll()
  expect(await wrong(), 'an older login of a known pair').toEqual([])
})

async function wrong(): Promise<string[]> {
  return (await checkRollups()).filter((check) => check.wrong > 0).map(({ table }) => table)
}
