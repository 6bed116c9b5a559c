import { createHash } from 'node:crypto'
import type { RevealLogRow } from '@/lib/model/reveal/reveal-log'

/** What the first row names as the hash before it. */
export const NO_HASH = '0'.repeat(64)

/**
 * The hash of a row: SHA-256, in hex, of a JSON array of its fields in a fixed order, led by the
 * format's name and ended by the hash of the row before. Rows that do not name the database's user are
 * older and have the first format. `append_reveal_log` of the database computes the same.
 */
export function revealLogHash(row: Omit<RevealLogRow, 'hash'>): string {
  const fields = [
    row.databaseUser === null ? 'reveal-log/1' : 'reveal-log/2',
    row.id,
    row.at,
    row.action,
    row.outcome,
    row.requestId,
    row.userId,
    row.userName,
    row.tokens,
    row.outcomes,
    row.subject,
    row.reason,
    row.ticket,
    row.clientAddress,
    ...(row.databaseUser === null ? [] : [row.databaseUser]),
    row.previousHash,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}
