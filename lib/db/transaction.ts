import { database, deadlineOf, type Transaction } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'

const TIMEOUT_MS = 10_000
/** How much sooner the server gives up a statement than the client a connection. */
const HEAD_START_MS = 1_000

type Options = {
  /** When it is given up and rolled back, from when it has a connection. */
  timeoutMs?: number
  /** How long it waits for one; as long, unless it says otherwise. */
  waitMs?: number
  /** Asks for one; `backgroundDatabase()` where a statement may take minutes. */
  client?: PrismaClient
  /** For reading several times as of one moment. Nothing may be written. */
  snapshot?: boolean
}

/**
 * One transaction, the same whatever the server, the database or the role defaults to: it reads what
 * is committed, it is on disk before it is answered, and no session of a host that vanished holds its
 * locks for long. Every transaction of this program goes through here.
 * @throws whatever `work` or the database throws; nothing is stored then.
 */
export async function transaction<T>(
  work: (tx: Transaction) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const { timeoutMs = TIMEOUT_MS, client = database(), snapshot = false } = options
  const statementMs = Math.min(timeoutMs, deadlineOf(client) - HEAD_START_MS)
  const afterwards: Afterwards = []
  const result = await client.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(settings(timeoutMs, statementMs, snapshot))
      onCommit.set(tx, afterwards)
      return work(tx)
    },
    { maxWait: options.waitMs ?? timeoutMs, timeout: timeoutMs },
  )
  for (const act of afterwards) await act()
  return result
}

type Afterwards = (() => Promise<void>)[]
const onCommit = new WeakMap<Transaction, Afterwards>()

/**
 * Has something done once a transaction is committed, before its caller goes on, and not at all where
 * it is rolled back. It must not throw: what is stored is stored.
 */
export function afterCommit(tx: Transaction, act: () => Promise<void>): void {
  const afterwards = onCommit.get(tx)
  if (afterwards === undefined) throw new Error('This transaction did not begin in transaction().')
  afterwards.push(act)
}

/**
 * One round trip: statements without parameters may be sent together. The isolation is asked for,
 * since under REPEATABLE READ what follows a lock is read as of before it, and limits are passed.
 * Warnings are asked for, too: that a wait for a standby was cancelled is one.
 * The server looks after 10 s of silence, three times, whether the client is still there.
 */
function settings(timeoutMs: number, statementMs: number, snapshot: boolean): string {
  const whole = (ms: number) => Math.max(1, Math.floor(ms))
  return `
    SET TRANSACTION ${snapshot ? 'ISOLATION LEVEL REPEATABLE READ, READ ONLY' : 'ISOLATION LEVEL READ COMMITTED'};
    SET LOCAL statement_timeout = ${whole(statementMs)};
    SET LOCAL lock_timeout = ${whole(statementMs)};
    ${NO_TRANSACTION_TIMEOUT};
    SET LOCAL idle_in_transaction_session_timeout = ${whole(timeoutMs)};
    SET LOCAL client_min_messages = warning;
    SET LOCAL tcp_keepalives_idle = 10;
    SET LOCAL tcp_keepalives_interval = 5;
    SET LOCAL tcp_keepalives_count = 3;
    SET LOCAL tcp_user_timeout = 30000;
    SELECT set_config('synchronous_commit', 'on', true)
    WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')`
}
