import { afterEach, describe, it } from 'vitest'
import { RELEASES, TRIED_EACH_TIME, upgradeFrom } from '@/test/support/fixtures/releases'
import { DRILL, useDatabase } from '@/test/support/restore/drill'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
afterEach(() => useDatabase(services.databaseUrl()))

describe('an installation of a released version', () => {
  it.each(RELEASES.slice(0, -TRIED_EACH_TIME))(
    '%s is brought up to date with its rows: figures, tokens, keys and numbers go on',
    (_, before) => upgradeFrom(before, services),
  )
})
