import { afterEach, expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { drain } from '@/lib/ingest/drain'
import { generateLogins } from '@/lib/sample/generate-logins'
import {
  archiveAll,
  removeServer,
  restoreUpTo,
  startArchivingServer,
  takeBaseBackup,
} from '@/test/support/restore/archiving-server'
import {
  DRILL,
  eraseAnn,
  expectWhole,
  goOn,
  replay,
  send,
  startDrill,
  storeUnacknowledged,
  UNACKNOWLEDGED,
  useDatabase,
} from '@/test/support/restore/drill'
import type { PostgresServer } from '@/test/support/servers/postgres-server'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test', ...DRILL })
const ACKNOWLEDGED_SINCE = 30

const servers: PostgresServer[] = []
afterEach(async () => {
  await useDatabase(services.databaseUrl())
  for (const server of servers.splice(0)) await removeServer(server)
})

it('goes back to before an erasure, erases again, and lacks what was acknowledged since alone', async () => {
  const { server, archive } = await startArchivingServer()
  servers.push(server)
  await migrateDatabase(server.url)
  await useDatabase(server.url)
  const drill = await startDrill(services)
  const backup = await takeBaseBackup(server)
  await storeUnacknowledged(drill)
  const [clock] = await server.sql<{ now: string }>('SELECT clock_timestamp()::text AS now')
  await eraseAnn()
  await send(drill, [...generateLogins({ count: ACKNOWLEDGED_SINCE, seed: 4 })])
  const { ledger } = await drain({ startedBy: 'test' })
  expect(ledger).toMatchObject({ stored: ACKNOWLEDGED_SINCE, duplicates: UNACKNOWLEDGED })
  await archiveAll(server)
  server.kill()

  const restored = await restoreUpTo(backup, archive, clock?.now ?? '')
  servers.push(restored)
  await useDatabase(restored.url)
  expect(await replay()).toBe(1)
  expect(await goOn(drill)).toMatchObject({ duplicates: 0, balanced: true })
  await expectWhole(drill, ACKNOWLEDGED_SINCE)
}, 240_000)
