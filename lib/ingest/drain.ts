import { findRun } from '@/lib/db/find-run'
import { trackRun } from '@/lib/ingest/active'
import { work } from '@/lib/ingest/run'
import { beginRun } from '@/lib/ingest/start-run'
import type { RunSummary } from '@/lib/ledger'

/**
 * Drains the queue once, in a run of its own, and waits for the end.
 * @param signal stops it: the batches in hand are finished, the rest is left on the queue.
 * @throws UserError where the keys are missing or foreign; a failure of the queue or the database
 *   at the start. Later failures are the run's: see its `state` and `problem`.
 */
export async function drain({
  startedBy,
  signal,
}: {
  startedBy: string
  signal?: AbortSignal
}): Promise<RunSummary> {
  const { claimed, run } = await beginRun({ mode: 'drain', startedBy, beside: true })
  if (run !== null) {
    const stop = () => run.stop()
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    await trackRun(run, work(run))
    signal?.removeEventListener('abort', stop)
  }
  const summary = await findRun(claimed.runId)
  if (summary === null) throw new Error(`Run ${claimed.runId} is gone`)
  return summary
}
