import { database, type Reader } from '@/lib/db/client'
import { type IngestPlan, NOTHING_ASKED } from '@/lib/model/pipeline/workers'

/** What was asked of all that ingest by themselves. */
export async function readPlan(client: Reader = database()): Promise<IngestPlan> {
  const [row] = await client.$queryRaw<Found[]>`
    SELECT is_followed AS "isFollowed", followed_by AS "followedBy", is_paused AS "isPaused",
      paused_by AS "pausedBy", paused_since AS "pausedSince", next_due_at AS "nextDueAt"
    FROM ingest_plan`
  if (row === undefined) return NOTHING_ASKED
  return {
    ...row,
    pausedSince: row.pausedSince?.toISOString() ?? null,
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
  }
}

type Found = Omit<IngestPlan, 'pausedSince' | 'nextDueAt'> & {
  pausedSince: Date | null
  nextDueAt: Date | null
}
