import { database } from '@/lib/db/client'

/** Notes how many messages of a stored batch were deleted from the queue. */
export async function recordAcknowledged(batchId: bigint, acknowledged: number): Promise<void> {
  await database().ingestBatch.update({ where: { id: batchId }, data: { acknowledged } })
}
