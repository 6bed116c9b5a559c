import { findRun } from '@/lib/db/runs/find-run'
import { trackRun } from '@/lib/ingest/active'
import { pause } from '@/lib/ingest/pause'
import type { Run } from '@/lib/ingest/run'
import { beginRun } from '@/lib/ingest/start-run'
import { workRun } from '@/lib/ingest/work-run'
import { log } from '@/lib/log'
import { imbalance, type RunSummary } from '@/lib/model/pipeline/ledger'

const SUMMARY_ATTEMPTS = 5

/**
 * Drains the queue once, or ingests its dead-letter queue, in a run of its own, and waits for the end.
 * @param signal stops it: the batches in hand are finished, the rest is left on the queue.
 * @throws UserError where the keys are missing or foreign; a failure of the queue or the database
 *   at the start. Later failures are the run's: see its `state` and `problem`.
 */
export async function drain({
  startedBy,
  signal,
  mode = 'drain',
  maxPerSecond = null,
}: {
  startedBy: string
  signal?: AbortSignal
  mode?: 'drain' | 'redrive'
  maxPerSecond?: number | null
}): Promise<RunSummary> {
  const run = await beginRun({ mode, startedBy, maxPerSecond })
  const stop = () => run.stop()
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  const startedAtMs = performance.now()
  await trackRun(run, workRun(run))
  signal?.removeEventListener('abort', stop)
  return (await readSummary(run)) ?? ownSummary(run, performance.now() - startedAtMs)
}

async function readSummary(run: Run): Promise<RunSummary | null> {
  for (let attempt = 0; attempt < SUMMARY_ATTEMPTS; attempt += 1) {
    try {
      return await findRun(run.claimed.id)
    } catch (error) {
      log.warn('run.summary-failed', { runId: run.claimed.id }, error)
      if (run.stopping.aborted) return null
      await pause(attempt)
    }
  }
  return null
}

/** What this process knows of its run, where the database cannot be asked. */
function ownSummary(run: Run, ms: number): RunSummary {
  const { mode, startedBy, lanes, depthAtStart } = run.request
  const now = Date.now()
  return {
    id: run.claimed.id,
    mode,
    startedBy,
    lanes,
    depthAtStart,
    state: run.stopping.aborted && run.end === null ? 'stopped' : 'failed',
    startedAt: new Date(now - ms).toISOString(),
    endedAt: new Date(now).toISOString(),
    problem:
      'The database could not be asked for the ledger: these are the figures of this process.',
    batches: 0,
    ledger: { ...run.progress, balanced: imbalance(run.progress) === 0 },
    seconds: ms / 1_000,
  }
}
