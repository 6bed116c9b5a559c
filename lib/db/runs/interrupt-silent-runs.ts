import type { Transaction } from '@/lib/db/client'
import { notifyRun } from '@/lib/db/runs/notify-run'
import { IS_ACTIVE } from '@/lib/db/runs/run-totals'

/** Marks runs whose process went silent as interrupted. @returns their numbers. */
export async function interruptSilentRuns(tx: Transaction): Promise<number[]> {
  // A run that its own process is just about to be heard of is left to it.
  const runs = await tx.$queryRaw<{ id: number }[]>`
    UPDATE ingest_runs SET state = 'interrupted', ended_at = heartbeat_at
    WHERE id IN (
      SELECT id FROM ingest_runs r WHERE state IN ('running', 'stopping') AND NOT ${IS_ACTIVE}
      FOR UPDATE SKIP LOCKED)
    RETURNING id`
  for (const { id } of runs) await notifyRun(tx, id)
  return runs.map(({ id }) => id)
}
