import type { Transaction } from '@/lib/db/client'
import { announceRow } from '@/lib/db/reveal-log/announce-row'
import { revealLogArguments } from '@/lib/db/reveal-log/append-reveal-log'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import { afterCommit } from '@/lib/db/transaction'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'

/**
 * Records refusals within a transaction. The first of one kind, by one account, in one minute appends
 * a row to the reveal log; those after it are only counted beside that row, without the log's lock.
 * @param times how many there were.
 */
export async function countRefusals(
  tx: Transaction,
  entry: RevealLogEntry,
  times = 1,
): Promise<void> {
  const records = await tx.$queryRaw<RevealLogRecord[]>`
    SELECT ${REVEAL_LOG_COLUMNS}
    FROM count_refusals(${times}::bigint, ${revealLogArguments(entry)})`
  for (const row of records.map(toRevealLogRow)) afterCommit(tx, () => announceRow(row))
}
