import { database, type Transaction } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'

const TIMEOUT_MS = 10_000

type Options = {
  /** When it is given up and rolled back. */
  timeoutMs?: number
  client?: PrismaClient
}

/**
 * One transaction, the same whatever the server, the database or the role defaults to: it reads what
 * is committed, it is on disk before it is answered, and no session of a host that vanished holds its
 * locks for long. Every transaction of this program goes through here.
 * @throws whatever `work` or the database throws; nothing is stored then.
 */
export async function transaction<T>(
  work: (tx: Transaction) => Promise<T>,
  { timeoutMs = TIMEOUT_MS, client = database() }: Options = {},
): Promise<T> {
  return client.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(settings(timeoutMs))
      return work(tx)
    },
    { maxWait: timeoutMs, timeout: timeoutMs },
  )
}

/** One round trip: statements without parameters may be sent together. */
function settings(timeoutMs: number): string {
  const ms = Math.max(1, Math.floor(timeoutMs))
  return `
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    SET LOCAL statement_timeout = ${ms};
    SET LOCAL lock_timeout = ${ms};
    SET LOCAL idle_in_transaction_session_timeout = ${ms};
    SELECT set_config('synchronous_commit', 'on', true)
    WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')`
}
