import { database } from '@/lib/db/client'
import { notifyRun } from '@/lib/db/notify-run'

/**
 * Asks a run to stop, whichever process it runs in; that process hears of it within a second.
 * @returns false where no such run is active.
 */
export async function requestRunStop(runId: number): Promise<boolean> {
  return database().$transaction(async (tx) => {
    const { count } = await tx.ingestRun.updateMany({
      where: { id: runId, state: { in: ['running', 'stopping'] } },
      data: { state: 'stopping', stopRequestedAt: new Date() },
    })
    if (count > 0) await notifyRun(tx, runId)
    return count > 0
  })
}
