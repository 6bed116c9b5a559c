import type { Transaction } from '@/lib/db/client'
import { revealLogArguments } from '@/lib/db/reveal-log/append-reveal-log'
import type { RevealLogEntry } from '@/lib/model/reveal-log'

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
  await tx.$queryRaw`
    SELECT id::text FROM count_refusals(${times}::bigint, ${revealLogArguments(entry)})`
}
