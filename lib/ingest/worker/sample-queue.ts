import { setTimeout as sleep } from 'node:timers/promises'
import { closeQuarters } from '@/lib/db/history/close-quarters'
import { isSampleDue } from '@/lib/db/history/is-sample-due'
import { storeQueueSample } from '@/lib/db/history/store-queue-sample'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import { log } from '@/lib/log'
import { openQueue } from '@/lib/queue/open-queue'
import { withTimeout } from '@/lib/with-timeout'

/** Often enough that each minute has its sample, soon after it began. */
const INTERVAL_MS = 5_000
const LEASE_SECONDS = 15
const TIMEOUT_MS = 10_000

/**
 * Notes once a minute what the queue tells of itself, and adds up what the ledger says of the time that is
 * over (what the history reads), for as long as this process holds the lease. Apart
 * from the other chores, since a queue that does not answer is waited for. A minute in which it cannot
 * be asked is left out.
 */
export async function sampleQueue(key: string, stopping: AbortSignal): Promise<void> {
  let failures = 0
  while (!stopping.aborted) {
    try {
      if (await takeLease('samples', key, LEASE_SECONDS)) await sampleWhenDue(stopping)
      failures = 0
    } catch (error) {
      failures += 1
      // Once an outage: what is not reached is logged by whoever ingests, too.
      if (failures === 1) log.warn('queue-sample.failed', {}, error)
      // Another process may reach what this one does not.
      await releaseLease('samples', key).catch(() => undefined)
    }
    await sleep(INTERVAL_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** Each step may take long, and this process may be told to end meanwhile. */
async function sampleWhenDue(stopping: AbortSignal): Promise<void> {
  if (stopping.aborted || !(await isSampleDue()) || stopping.aborted) return
  await closeQuarters()
  const depth = await withTimeout(TIMEOUT_MS, openQueue().depth())
  if (!stopping.aborted) await storeQueueSample(depth)
}
