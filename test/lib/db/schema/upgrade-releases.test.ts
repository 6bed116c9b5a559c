import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { foldAll } from '@/lib/ingest/fold-loop'
import { createOlderDatabase } from '@/test/support/fixtures/older-database'
import { copyRows } from '@/test/support/restore/copy-rows'
import {
  DRILL,
  eraseAnn,
  expectWhole,
  goOn,
  startDrill,
  useDatabase,
} from '@/test/support/restore/drill'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
afterEach(() => useDatabase(services.databaseUrl()))

/** Each released version, and a name that all its migrations come before. */
const RELEASES = [
  ['0.1.0', '20261125'],
  ['0.2.0', '20261126'],
  ['0.3.0', '20261127'],
  ['0.4.0', '20261128'],
  ['0.5.0', '20261130'],
  ['0.6.0', '20261201'],
] as const

describe('an installation of a released version', () => {
  it('is one of those that are tried here', async () => {
    const headings = (await readFile('CHANGELOG.md', 'utf8')).matchAll(/^## (\d+\.\d+\.\d+)/gm)
    const versions = [...headings].map(([, version]) => version)
    expect(versions.toReversed()).toEqual(RELEASES.map(([version]) => version))
  })

  it.each(RELEASES)(
    '%s is brought up to date with its rows: figures, tokens, keys and numbers go on',
    async (_, before) => {
      const drill = await startDrill(services)
      await foldAll()
      const url = await createOlderDatabase(before)
      await copyRows(services.databaseUrl(), url)
      await useDatabase(url)
      await advanceSequences()

      const { applied } = await migrateDatabase(url)
      await completeRollups(applied, () => undefined)

      expect(await goOn(drill)).toMatchObject({ duplicates: 0, balanced: true })
      await eraseAnn()
      await expectWhole(drill)
    },
  )
})
