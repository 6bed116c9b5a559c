import pg from 'pg'
import { databaseUrl } from '@/lib/env'

/**
 * Does `work` on a connection of its own, for what Prisma has no words for: cursors, and
 * transactions that take minutes. Whatever the work left open is rolled back.
 */
export async function withConnection<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A connection of one's own; whoever opens it ends it. */
export async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl(),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // A connection that breaks fails the query under way; unheard, it would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
