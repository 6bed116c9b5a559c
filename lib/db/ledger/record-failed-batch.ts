import { database } from '@/lib/db/client'
import type { LedgerPlace } from '@/lib/db/ledger/store-batch'
import { transaction } from '@/lib/db/transaction'

export type FailedDelivery = { messageId: string; sentAt: Date; receiveCount: number }

/** No queue keeps a message for longer. */
const KEPT_DAYS = 14

/**
 * Enters a batch that was given up into the ledger: nothing of it was stored, all of it is left on
 * the queue. One that is there already stays as it is: it was stored after all, and only the
 * database's answer got lost.
 * @param failed its messages, each of which is known by this error from now on.
 * @param error why, in words that are safe to show.
 */
export async function recordFailedBatch(
  { key, run, lane, ageMs }: LedgerPlace,
  { failed, error }: { failed: readonly FailedDelivery[]; error: string },
): Promise<void> {
  await transaction(async (tx) => {
    const entered = await tx.$executeRaw`
      INSERT INTO ingest_batches (key, run_id, lane, received, stored, duplicates, rejected, failed,
                                  error, started_at, committed_at)
      VALUES (${key}::uuid, ${run.id}::int, ${lane}::int, ${failed.length}::int, 0, 0, 0,
              ${failed.length}::int, ${error},
              clock_timestamp() - make_interval(secs => ${ageMs / 1_000}::float8), clock_timestamp())
      ON CONFLICT (key) DO NOTHING`
    if (entered === 0) return
    await tx.$executeRaw`
      INSERT INTO failed_deliveries AS known (message_id, sent_at, receive_count, run_id, error)
      SELECT DISTINCT ON (message_id, sent_at) message_id, sent_at, receive_count, ${run.id}::int, ${error}
      FROM unnest(${failed.map(({ messageId }) => messageId)}::text[],
                  ${failed.map(({ sentAt }) => sentAt.toISOString())}::timestamptz[],
                  ${failed.map(({ receiveCount }) => receiveCount)}::int[])
        AS delivery(message_id, sent_at, receive_count)
      ORDER BY message_id, sent_at, receive_count DESC
      ON CONFLICT (message_id, sent_at) DO UPDATE SET receive_count = excluded.receive_count,
        run_id = excluded.run_id, error = excluded.error, failed_at = excluded.failed_at`
  })
  await forgetOldDeliveries()
}

async function forgetOldDeliveries(): Promise<void> {
  await database().$executeRaw`
    DELETE FROM failed_deliveries WHERE failed_at < now() - make_interval(days => ${KEPT_DAYS}::int)`
}
