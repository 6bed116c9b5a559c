import type pg from 'pg'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { DAY_MS } from '@/lib/model/time/units'

/** For one statement of a migration: an index over a great many logins may take hours. */
const DEADLINE_MS = DAY_MS

/** A connection to a database by its URL, for what changes its tables or roles. Whoever opens it ends it. */
export async function connectToMigrate(databaseUrl: string): Promise<pg.Client> {
  const config = connectionConfig(databaseUrl, { deadlineMs: DEADLINE_MS })
  const client = new GuardedClient({ ...config, application_name: 'veilgate-migrate' })
  await client.connect()
  return client
}
