import { afterEach, describe, expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { env } from '@/lib/env'
import { partitionLogins } from '@/test/support/database/partition-logins'
import { run } from '@/test/support/fixtures/migrations'
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
import {
  findSystemPostgres,
  type SystemPostgres,
  startSystemPostgres,
} from '@/test/support/restore/system-postgres'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
const bin = findSystemPostgres()

let server: SystemPostgres | undefined
afterEach(async () => {
  await useDatabase(services.databaseUrl())
  await server?.stop()
  server = undefined
})

/** Where pg_dump is not installed, CI shows these as skipped. */
describe.skipIf(bin === null)('a database that is restored from pg_dump', () => {
  it('goes on whole, and who was erased since is erased again', async () => {
    const { drill, dumped, postgres } = await dump([])
    await postgres.sql('CREATE DATABASE restored')
    postgres.run('pg_restore', ['--exit-on-error', '-d', postgres.url('restored'), dumped])
    await goOnThere(drill, postgres.url('restored'))
    // It is one of this version.
    expect(await migrateDatabase(postgres.url('restored'))).toEqual({ applied: [] })
  })

  it('goes on from its rows alone, in tables that a migration made', async () => {
    const { drill, dumped, postgres } = await dump([
      '--data-only',
      '--load-via-partition-root',
      '--exclude-table=_prisma_migrations',
    ])
    const url = postgres.url('restored')
    await postgres.sql('CREATE DATABASE restored')
    await migrateDatabase(url)
    // --disable-triggers would name the partitions of the other server.
    const withoutTriggers = `${url}?options=${encodeURIComponent('-c session_replication_role=replica')}`
    postgres.run('pg_restore', ['--data-only', '--exit-on-error', '-d', withoutTriggers, dumped])
    await goOnThere(drill, url)
  })
})

/** An installation, dumped with messages unacknowledged and before an erasure. */
async function dump(options: string[]) {
  const postgres = await startSystemPostgres(bin ?? '')
  server = postgres
  await postgres.sql('CREATE DATABASE veilgate')
  const url = postgres.url('veilgate')
  await migrateDatabase(url)
  // It has run for longer than the one that is restored to, and has months of its own.
  await partitionLogins({ query: (sql) => run(url, sql) }, 3)
  await useDatabase(url)
  const drill = await startDrill(services)
  await storeUnacknowledged(drill)
  const dumped = `${env().VEILGATE_DATA_DIR}/veilgate.dump`
  postgres.run('pg_dump', ['-Fc', ...options, '-f', dumped, url])
  await eraseAnn()
  return { drill, dumped, postgres }
}

async function goOnThere(drill: Awaited<ReturnType<typeof dump>>['drill'], url: string) {
  await useDatabase(url)
  expect(await replay()).toBe(1)
  expect(await goOn(drill)).toMatchObject({ duplicates: UNACKNOWLEDGED, balanced: true })
  await expectWhole(drill)
}
