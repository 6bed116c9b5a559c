import { database } from '@/lib/db/client'
import type { LedgerPlace } from '@/lib/db/ledger/store-batch'

/**
 * Enters a batch that was given up into the ledger: nothing of it was stored, all of it is left on
 * the queue. One that is there already stays as it is: it was stored after all, and only the
 * database's answer got lost.
 * @param error why, in words that are safe to show.
 */
export async function recordFailedBatch(
  { key, run, lane, ageMs }: LedgerPlace,
  { failed, error }: { failed: number; error: string },
): Promise<void> {
  await database().$executeRaw`
    INSERT INTO ingest_batches (key, run_id, lane, received, stored, duplicates, rejected, failed,
                                error, started_at, committed_at)
    VALUES (${key}::uuid, ${run.id}::int, ${lane}::int, ${failed}::int, 0, 0, 0, ${failed}::int,
            ${error}, clock_timestamp() - make_interval(secs => ${ageMs / 1_000}::float8),
            clock_timestamp())
    ON CONFLICT (key) DO NOTHING`
}
