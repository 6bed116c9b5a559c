import { expect, it } from 'vitest'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { foldAll } from '@/lib/ingest/fold-loop'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const MIGRATION = '20261130001500_shared_windows'

it('computes the days of older pairs once, and only what is left open', async () => {
  const run = await makeRun()
  const early = new Date('2026-11-20T23:59:59.999Z')
  await store(run, [maskedLogin({ userId: 'ann' }), maskedLogin({ userId: 'ann', sentAt: early })])
  await foldAll()
  const steps: string[] = []
  await completeRollups([MIGRATION], (words) => steps.push(words))
  expect(steps, 'nothing is left open').toEqual([])

  await services.query('ALTER TABLE device_users DROP COLUMN last_day')
  await services.query(
    `ALTER TABLE device_users ADD COLUMN last_day date NOT NULL DEFAULT '-infinity'`,
  )
  await services.query('CREATE INDEX again ON device_users (device, last_day)')
  expect(await wrong()).toEqual(['device_users'])
  await completeRollups(['20261130001000_reviews'], (words) => steps.push(words))
  expect(steps, 'another migration leaves nothing open').toEqual([])
  await completeRollups([MIGRATION], (words) => steps.push(words))
  expect(steps).toContain('computing device_users')
  expect(await wrong()).toEqual([])

  await store(run, [maskedLogin({ userId: 'ann', sentAt: early })])
  await foldAll()
  expect(await wrong(), 'an older login changes no day').toEqual([])
})

async function wrong(): Promise<string[]> {
  return (await checkRollups()).filter((check) => check.wrong > 0).map(({ table }) => table)
}
