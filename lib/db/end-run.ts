import { database } from '@/lib/db/client'
import { notifyRun } from '@/lib/db/notify-run'
import type { RunState } from '@/lib/ledger'

/** Enters how a run ended, and why where it failed. */
export async function endRun(
  runId: number,
  state: Extract<RunState, 'finished' | 'stopped' | 'failed'>,
  problem: string | null,
): Promise<void> {
  await database().$transaction(async (tx) => {
    await tx.ingestRun.update({
      where: { id: runId },
      data: { state, problem, heartbeatAt: new Date(), endedAt: new Date() },
    })
    await notifyRun(tx, runId)
  })
}
