import { setTimeout as sleep } from 'node:timers/promises'
import { takeLease } from '@/lib/db/leases/take-lease'
import { sweepWorkers } from '@/lib/db/workers/sweep-workers'
import { runDue } from '@/lib/ingest/schedule/run-due'
import { log } from '@/lib/log'

const INTERVAL_MS = 2_000
const LEASE_SECONDS = 10

/**
 * Does what one process does for all, for as long as this process holds the lease: runs the schedule,
 * and ends the runs of processes that went silent. Apart from the heartbeat, which waits for nothing.
 */
export async function doChores(key: string, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      if (await takeLease('schedule', key, LEASE_SECONDS)) {
        const interrupted = await sweepWorkers()
        for (const runId of interrupted) log.warn('run.interrupted', { runId })
        if (!stopping.aborted) await runDue()
      }
    } catch (error) {
      log.warn('chores.failed', {}, error)
    }
    await sleep(INTERVAL_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}
