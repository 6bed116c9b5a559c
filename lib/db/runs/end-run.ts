import { notifyRun } from '@/lib/db/runs/notify-run'
import { transaction } from '@/lib/db/transaction'
import type { RunState } from '@/lib/model/pipeline/ledger'

/** Enters how a run ended, and why where it ended early; at the database's own time. */
export async function endRun(
  run: { id: number; key: string },
  state: Extract<RunState, 'finished' | 'stopped' | 'failed'>,
  problem: string | null,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE ingest_runs
      SET state = ${state}, problem = ${problem}, heartbeat_at = now(), ended_at = now()
      WHERE id = ${run.id}::int AND key = ${run.key}::uuid`
    await notifyRun(tx, run.id)
  })
}
