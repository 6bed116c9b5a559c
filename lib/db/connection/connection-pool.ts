import pg from 'pg'
import type { ConnectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { log } from '@/lib/log'

const IDLE_MS = 30_000
/** How long a query waits for one of the connections, all being in use. */
const WAIT_MS = 10_000

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
    connectionTimeoutMillis: Math.max(WAIT_MS, 2 * config.connectTimeoutMs),
    Client: GuardedClient as unknown as typeof pg.Client,
  })
  const connected = new Set<pg.PoolClient>()
  const idle = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    connected.add(client)
    // What silenced one connection has most likely silenced all; each would cost a query its deadline.
    client.once('gave-up' as 'error', (error) => evict(idle, error))
  })
  pool.on('acquire', (client) => idle.delete(client))
  pool.on('release', (_error, client) => idle.add(client))
  pool.on('remove', (client) => {
    connected.delete(client)
    idle.delete(client)
  })
  // A lost idle connection is replaced by the next query; one of a pool that ends is missed by nobody.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn('database.connection-lost', {}, error)
  })
  return Object.assign(pool, { destroy: () => cut(connected) })
}

/** At once, so that no query is given one of them: a pool takes out an idle client that has an error. */
function evict(clients: Set<pg.PoolClient>, error: Error): void {
  for (const client of [...clients]) client.emit('error', error)
}

function cut(clients: Set<pg.PoolClient>): void {
  for (const client of clients) client.connection.stream.destroy()
}
