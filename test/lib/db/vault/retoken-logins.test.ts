import pg from 'pg'
import { expect, it } from 'vitest'
import { FOLD_LOCK } from '@/lib/db/rollups/rollup-tables'
import { retokenLogins } from '@/lib/db/vault/retoken-logins'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()

it('stops no batch while it waits for a rebuild or a long fold', async () => {
  const run = await makeRun()
  const folder = new pg.Client({ connectionString: services.databaseUrl() })
  await folder.connect()
  try {
    await folder.query('SELECT pg_advisory_lock($1)', [FOLD_LOCK])
    // There is no such rotation: it fails once it may look.
    const waiting = expect(retokenLogins(1)).rejects.toThrow()
    await expect
      .poll(() =>
        services.query(`
          SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
          WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`),
      )
      .toHaveLength(1)
    await store(run, [maskedLogin()])
    await folder.query('SELECT pg_advisory_unlock($1)', [FOLD_LOCK])
    await waiting
  } finally {
    await folder.end()
  }
  expect(await services.query('SELECT FROM user_logins')).toHaveLength(1)
})
