import { database } from '@/lib/db/client'

/** A batch that was given up: nothing of it was stored, all of it is left on the queue. */
export type FailedBatch = {
  batchId: bigint | null
  runId: number
  lane: number
  startedAt: Date
  failed: number
  /** Why, in words that are safe to show. */
  error: string
}

/**
 * Enters a batch that was given up into the ledger. One that is there already stays as it is: it
 * was stored after all, and only the database's answer got lost.
 */
export async function recordFailedBatch(batch: FailedBatch): Promise<void> {
  const { batchId, runId, lane, startedAt, failed, error } = batch
  await database().ingestBatch.createMany({
    data: {
      ...(batchId === null ? {} : { id: batchId }),
      ...{ runId, lane, startedAt, failed, error },
      ...{ received: failed, stored: 0, duplicates: 0, rejected: 0 },
    },
    skipDuplicates: true,
  })
}
