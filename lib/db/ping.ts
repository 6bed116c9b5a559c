import { database } from '@/lib/db/client'

/** What an answer of the database tells. */
export type Ping = {
  /** How long it took. */
  latencyMs: number
  /** Whether nothing can be stored: it is a standby, or a primary that is being replaced. */
  isReadOnly: boolean
}

/** Asks the database for an answer. */
export async function pingDatabase(): Promise<Ping> {
  const startedAtMs = performance.now()
  const [row] = await database().$queryRaw<{ isReadOnly: boolean }[]>`
    SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`
  return { latencyMs: performance.now() - startedAtMs, isReadOnly: row?.isReadOnly ?? false }
}
