import { database } from '@/lib/db/client'

/** Notes how many messages of a stored batch were deleted from the queue. */
export async function recordAcknowledged(key: string, acknowledged: number): Promise<void> {
  await database().ingestBatch.updateMany({ where: { key }, data: { acknowledged } })
}
