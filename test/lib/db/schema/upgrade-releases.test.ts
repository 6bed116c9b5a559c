import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { RELEASES, TRIED_EACH_TIME, upgradeFrom } from '@/test/support/fixtures/releases'
import { DRILL, useDatabase } from '@/test/support/restore/drill'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
afterEach(() => useDatabase(services.databaseUrl()))

describe('an installation of a released version', () => {
  it('is one of those that are tried here', async () => {
    const headings = (await readFile('CHANGELOG.md', 'utf8')).matchAll(/^## (\d+\.\d+\.\d+)/gm)
    const versions = [...headings].map(([, version]) => version)
    expect(versions.toReversed()).toEqual(RELEASES.map(([version]) => version))
  })

  it.each(RELEASES.slice(-TRIED_EACH_TIME))(
    '%s is brought up to date with its rows: figures, tokens, keys and numbers go on',
    (_, before) => upgradeFrom(before, services),
  )
})
