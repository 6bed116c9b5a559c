import { expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { env, provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { copyRows } from '@/test/support/restore/copy-rows'
import {
  DRILL,
  eraseAnn,
  expectWhole,
  goOn,
  replay,
  startDrill,
  storeUnacknowledged,
  UNACKNOWLEDGED,
  useDatabase,
} from '@/test/support/restore/drill'
import { createEmptyDatabase, useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })

/** Another server's database, migrated, with the rows of this one and none of its sequences. */
async function restoreRows(): Promise<string> {
  const url = await createEmptyDatabase()
  await migrateDatabase(url)
  await copyRows(services.databaseUrl(), url)
  return url
}

it('goes on from rows alone: nothing is lost or doubled, and who was erased since is erased again', async () => {
  const drill = await startDrill(services)
  await storeUnacknowledged(drill)
  const restored = await restoreRows()
  await eraseAnn()
  await useDatabase(restored)
  expect(await replay()).toBe(1)
  expect(await replay()).toBe(0)
  expect(await goOn(drill)).toMatchObject({ duplicates: UNACKNOWLEDGED, balanced: true })
  await expectWhole(drill)
  await useDatabase(services.databaseUrl())
})

it('takes nothing off the queue while the keys that the rows were made with are missing', async () => {
  await startDrill(services)
  await useDatabase(await restoreRows())
  provideEnv({ VEILGATE_KEYS_DIR: `${env().VEILGATE_KEYS_DIR}-lost` })
  await expect(drain({ startedBy: 'test' })).rejects.toThrow(/token\.key\.json|token key/)
  await useDatabase(services.databaseUrl())
})
