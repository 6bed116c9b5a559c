import { stopAlerts } from '@/lib/alerts/start-alerts'
import { closeDatabase } from '@/lib/db/client'
import { END_SIGNALS } from '@/lib/end-signals'
import { stopAllRuns } from '@/lib/ingest/active'
import { stopFolding } from '@/lib/ingest/fold-loop'
import { stopMonthUpkeep } from '@/lib/ingest/month-upkeep'
import { stopWorker } from '@/lib/ingest/worker/worker'
import { closeHub } from '@/lib/live/hub'
import { log } from '@/lib/log'
import { closeQueue } from '@/lib/queue/open-queue'
import { singleton } from '@/lib/singleton'
import { flushTraces } from '@/lib/trace'

/** Runs are over before that; what hangs longer is cut off. */
const TIMEOUT_MS = 5_000

/**
 * Ends this web process when it is told to, or when the launcher that started it has died: live
 * streams first, since browsers would keep them open, then the runs, which store and acknowledge
 * the batches in hand.
 */
export function shutDownWhenTold() {
  for (const signal of END_SIGNALS) process.on(signal, shutDown)
  if (process.connected) process.once('disconnect', shutDown)
}

/** Whether this process is about to end, so that nobody should send it more. */
export function isShuttingDown(): boolean {
  return state().shuttingDown
}

const state = () => singleton('shut-down', () => ({ shuttingDown: false }))

async function shutDown() {
  if (isShuttingDown()) return
  state().shuttingDown = true
  setTimeout(() => {
    log.warn('web.shutdown-cut-short')
    process.exit(1)
  }, TIMEOUT_MS).unref()
  try {
    closeHub()
    await Promise.all([stopWorker(), stopAllRuns(), stopAlerts(), stopMonthUpkeep()])
    await stopFolding()
    closeQueue()
    await closeDatabase()
    await flushTraces()
  } catch (error) {
    log.error('web.shutdown-failed', {}, error)
  }
  process.exit(0)
}
