import { interruptSilentRuns } from '@/lib/db/runs/interrupt-silent-runs'
import { transaction } from '@/lib/db/transaction'

const KEPT_HOURS = 24

/**
 * Ends the runs of processes that went silent as interrupted, and forgets processes of yesterday.
 * @returns the numbers of the runs that were ended.
 */
export async function sweepWorkers(): Promise<number[]> {
  return transaction(async (tx) => {
    await tx.$executeRaw`
      DELETE FROM ingest_workers WHERE heartbeat_at < now() - make_interval(hours => ${KEPT_HOURS})`
    return interruptSilentRuns(tx)
  })
}
