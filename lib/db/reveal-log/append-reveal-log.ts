import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { announceRow } from '@/lib/db/reveal-log/announce-row'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import { afterCommit, transaction } from '@/lib/db/transaction'
import type { RevealLogEntry, RevealLogRow } from '@/lib/model/reveal/reveal-log'

/**
 * Appends a row to the reveal log within the transaction of what it records. The log is locked
 * from here to the transaction's end, so let this be its last step. The database numbers, dates and
 * chains the row: the console's role may not. Once it is committed it is announced.
 * @returns the row as it is written.
 */
export async function appendRevealLog(
  tx: Transaction,
  entry: RevealLogEntry,
): Promise<RevealLogRow> {
  const [record] = await tx.$queryRaw<RevealLogRecord[]>`
    SELECT ${REVEAL_LOG_COLUMNS} FROM append_reveal_log(${revealLogArguments(entry)})`
  const row = toRevealLogRow(record as RevealLogRecord)
  afterCommit(tx, () => announceRow(row))
  return row
}

/** Appends a row that records nothing but itself. */
export async function recordInRevealLog(entry: RevealLogEntry): Promise<RevealLogRow> {
  return transaction((tx) => appendRevealLog(tx, entry), { timeoutMs: TIMEOUT_MS })
}

/** The log is written by one at a time: a crowd waits for its turn. */
const TIMEOUT_MS = 10_000

/** An entry as the functions of the database take it. */
export function revealLogArguments(entry: RevealLogEntry): Prisma.Sql {
  return Prisma.sql`
    ${entry.action}, ${entry.outcome}, ${entry.requestId ?? null}::bigint, ${entry.userId},
    ${entry.userName}, ${[...(entry.tokens ?? [])]}::text[], ${[...(entry.outcomes ?? [])]}::text[],
    ${entry.subject ?? null}, ${entry.reason ?? null}, ${entry.ticket ?? null},
    ${entry.clientAddress ?? null}`
}
