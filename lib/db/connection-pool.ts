import pg from 'pg'
import type { ConnectionConfig } from '@/lib/db/connection-config'
import { GuardedClient } from '@/lib/db/guarded-client'
import { log } from '@/lib/log'

const IDLE_MS = 30_000

export type Pool = pg.Pool & {
  /** Cuts every connection, whatever is under way on it. */
  destroy(): void
}

/** A pool of guarded connections; of no more than the URL allows. */
export function openPool(config: ConnectionConfig, max: number): Pool {
  const pool = new pg.Pool({
    ...config,
    max: Math.min(max, config.connectionLimit ?? max),
    idleTimeoutMillis: IDLE_MS,
    Client: GuardedClient as unknown as typeof pg.Client,
  })
  const connected = new Set<pg.PoolClient>()
  pool.on('connect', (client) => connected.add(client))
  pool.on('remove', (client) => connected.delete(client))
  // A lost idle connection is replaced by the next query.
  pool.on('error', (error) => log.warn('database.connection-lost', {}, error))
  return Object.assign(pool, {
    destroy: () => {
      for (const client of connected) client.connection.stream.destroy()
    },
  })
}
