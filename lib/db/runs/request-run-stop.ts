import type { Transaction } from '@/lib/db/client'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { notifyRun } from '@/lib/db/runs/notify-run'
import { transaction } from '@/lib/db/transaction'

/**
 * Asks a run to stop, whichever process it runs in; that process hears of it within a second. What
 * follows would begin the next one: a worker is asked to pause with it, and a console to follow no more.
 * @returns false where no such run is active.
 */
export async function requestRunStop(runId: number): Promise<boolean> {
  return transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE ingest_runs SET state = 'stopping', stop_requested_at = now()
      WHERE id = ${runId}::int AND state IN ('running', 'stopping')`
    if (count > 0) await stopFollowing(tx, runId)
    if (count > 0) await notifyRun(tx, runId)
    return count > 0
  })
}

async function stopFollowing(tx: Transaction, runId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE ingest_workers SET is_paused = true WHERE run_id = ${runId}::int AND kind = 'worker'`
  const consoles = await tx.ingestWorker.count({ where: { runId, kind: 'console' } })
  if (consoles > 0) await setFollowed(false, null, tx)
}
