import { database } from '@/lib/db/client'
import type { DroppedBatches } from '@/lib/model/pipeline/ledger'

/** How many of a run's batches are kept no longer; null where all are there. Its sums count them. */
export async function findDroppedBatches(runId: number): Promise<DroppedBatches | null> {
  const dropped = await database().droppedBatches.findUnique({ where: { runId } })
  if (dropped === null) return null
  return { batches: dropped.batches, until: dropped.until.toISOString() }
}
