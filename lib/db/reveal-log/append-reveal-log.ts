import type { Transaction } from '@/lib/db/client'
import { NO_HASH, revealLogHash } from '@/lib/db/reveal-log/reveal-log-hash'
import { transaction } from '@/lib/db/transaction'
import type { RevealLogEntry, RevealLogRow } from '@/lib/model/reveal-log'

/**
 * Appends a row to the reveal log within the transaction of what it records. The log is locked
 * from here to the transaction's end, so let this be its last step.
 * @returns the row as it is written.
 */
export async function appendRevealLog(
  tx: Transaction,
  entry: RevealLogEntry,
): Promise<RevealLogRow> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('veilgate reveal log'))::text`
  const [place] = await tx.$queryRaw<Place[]>`
    SELECT (coalesce(max(id), 0) + 1)::text AS "id",
           date_trunc('milliseconds', clock_timestamp()) AS "at",
           (SELECT hash FROM reveal_log ORDER BY id DESC LIMIT 1) AS "previousHash"
    FROM reveal_log`
  const row = rowOf(entry, place as Place)
  await tx.$executeRaw`
    INSERT INTO reveal_log (id, at, action, outcome, request_id, user_id, user_name, tokens,
                            outcomes, subject, reason, ticket, client_address, previous_hash, hash)
    VALUES (${row.id}::bigint, ${row.at}::timestamptz, ${row.action}, ${row.outcome},
            ${row.requestId}::bigint, ${row.userId}, ${row.userName}, ${row.tokens}::text[],
            ${row.outcomes}::text[], ${row.subject}, ${row.reason}, ${row.ticket},
            ${row.clientAddress}, ${row.previousHash}, ${row.hash})`
  return row
}

/** Appends a row that records nothing but itself, such as a refusal. */
export async function recordInRevealLog(entry: RevealLogEntry): Promise<RevealLogRow> {
  return transaction((tx) => appendRevealLog(tx, entry), { timeoutMs: TIMEOUT_MS })
}

/** The log is written by one at a time: a crowd waits for its turn. */
const TIMEOUT_MS = 10_000

type Place = { id: string; at: Date; previousHash: string | null }

function rowOf(entry: RevealLogEntry, { id, at, previousHash }: Place): RevealLogRow {
  const row = {
    id,
    at: at.toISOString(),
    action: entry.action,
    outcome: entry.outcome,
    requestId: entry.requestId ?? null,
    userId: entry.userId,
    userName: entry.userName,
    tokens: [...(entry.tokens ?? [])],
    outcomes: [...(entry.outcomes ?? [])],
    subject: entry.subject ?? null,
    reason: entry.reason ?? null,
    ticket: entry.ticket ?? null,
    clientAddress: entry.clientAddress ?? null,
    previousHash: previousHash ?? NO_HASH,
  }
  return { ...row, hash: revealLogHash(row) }
}
