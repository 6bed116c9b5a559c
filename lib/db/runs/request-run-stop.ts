import { notifyRun } from '@/lib/db/runs/notify-run'
import { transaction } from '@/lib/db/transaction'

/**
 * Asks a run to stop, whichever process it runs in; that process hears of it within a second.
 * @returns false where no such run is active.
 */
export async function requestRunStop(runId: number): Promise<boolean> {
  return transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE ingest_runs SET state = 'stopping', stop_requested_at = now()
      WHERE id = ${runId}::int AND state IN ('running', 'stopping')`
    if (count > 0) await notifyRun(tx, runId)
    return count > 0
  })
}
