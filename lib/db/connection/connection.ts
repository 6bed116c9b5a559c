import type pg from 'pg'
import { PATIENT_DEADLINE_MS } from '@/lib/db/client'
import { connectionConfig, type UrlVariable } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { databaseUrl } from '@/lib/env'

/**
 * Does `work` on a connection of its own, for what Prisma has no words for: cursors, and
 * transactions that take minutes. Whatever the work left open is rolled back.
 */
export async function withConnection<T>(
  work: (client: pg.Client) => Promise<T>,
  options: { deadlineMs?: number } = {},
): Promise<T> {
  const client = await connect(options)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

export type Where = { url: string; variable: UrlVariable }

/**
 * A connection of one's own; whoever opens it ends it.
 * @param replica where to connect, where that is not the primary.
 */
export async function connect({
  deadlineMs = PATIENT_DEADLINE_MS,
  replica = null as Where | null,
} = {}): Promise<pg.Client> {
  const { url, variable } = replica ?? { url: databaseUrl(), variable: 'DATABASE_URL' as const }
  const client = new GuardedClient(connectionConfig(url, { deadlineMs, variable }))
  await client.connect()
  return client
}
