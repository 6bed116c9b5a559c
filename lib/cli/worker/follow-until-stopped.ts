import { setTimeout as sleep } from 'node:timers/promises'
import { startAlerts, stopAlerts } from '@/lib/alerts/start-alerts'
import { END_SIGNALS } from '@/lib/end-signals'
import { stopAllRuns } from '@/lib/ingest/active'
import { startFolding, stopFolding } from '@/lib/ingest/fold-loop'
import { startMonthUpkeep, stopMonthUpkeep } from '@/lib/ingest/month-upkeep'
import { startWorker, stopWorker } from '@/lib/ingest/worker/worker'
import { log } from '@/lib/log'
import { closeQueue } from '@/lib/queue/open-queue'

/** Applies whatever hangs: batches still in hand then reappear on the queue. */
const STOP_TIMEOUT_MS = 4_800
/** A fold that takes longer is left to the next process: it is a transaction. */
const FOLD_TIMEOUT_MS = 500

/**
 * Follows the queue as a worker, and folds what any process stores, until SIGTERM or Ctrl-C. Batches
 * in hand are stored and acknowledged first; within five seconds it is over.
 * @returns the exit code, which is 0 however it went: nothing is lost.
 */
export async function followUntilStopped(): Promise<number> {
  startFolding()
  startMonthUpkeep()
  startWorker('worker')
  startAlerts()
  process.stderr.write(
    'Following the queue. Ctrl-C stops it: batches in hand are finished first.\n',
  )
  await told()
  process.stderr.write('Stopping: finishing the batches in hand …\n')
  setTimeout(() => {
    log.warn('worker.stop-cut-short')
    process.exit(0)
  }, STOP_TIMEOUT_MS).unref()
  await Promise.all([stopWorker(), stopAllRuns(), stopAlerts(), stopMonthUpkeep()])
  // A drain of the schedule may have begun meanwhile.
  await stopAllRuns()
  await Promise.race([stopFolding(), sleep(FOLD_TIMEOUT_MS)])
  closeQueue()
  return 0
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    // An event listener alone keeps no process alive.
    const alive = setInterval(() => {}, 60_000)
    for (const signal of END_SIGNALS) {
      process.once(signal, () => {
        clearInterval(alive)
        resolve()
      })
    }
  })
}
