import { type ClaimedRun, claimRun } from '@/lib/db/claim-run'
import { env } from '@/lib/env'
import { trackRun } from '@/lib/ingest/active'
import { loadMaskingTools } from '@/lib/ingest/masking-tools'
import { createRun, type Run, work } from '@/lib/ingest/run'
import type { RunMode } from '@/lib/ledger'
import { log } from '@/lib/log'
import { openQueue } from '@/lib/queue/queue'

export type RunRequest = {
  mode: RunMode
  /** Who asked for it: an e-mail address, or the name of a command. */
  startedBy: string
  /** Whether to run beside one that is active already; else that one is shown. */
  beside?: boolean
}

/**
 * Starts a run in this process and returns at once; or finds the one that is active, in whichever
 * process.
 * @throws UserError where the keys are missing or foreign; the queue's or the database's failure
 *   where one cannot be reached.
 */
export async function startRun(request: RunRequest): Promise<ClaimedRun> {
  const { claimed, run } = await beginRun(request)
  if (run !== null) trackRun(run, work(run))
  return claimed
}

/** Claims a run and makes it ready; `run` is null where another is active. */
export async function beginRun({
  mode,
  startedBy,
  beside = false,
}: RunRequest): Promise<{ claimed: ClaimedRun; run: Run | null }> {
  const { VEILGATE_LANES: lanes, VEILGATE_BATCH_SIZE: batchSize } = env()
  const tools = await loadMaskingTools()
  const queue = openQueue()
  const visibilityTimeoutSeconds = await queue.visibilityTimeoutSeconds()
  const { visible } = await queue.depth()
  const claimed = await claimRun({ mode, startedBy, lanes, depthAtStart: visible, beside })
  if (claimed.kind === 'already-running') return { claimed, run: null }
  const { runId } = claimed
  log.info('run.started', { runId, mode, lanes, depth: visible })
  const options = { runId, mode, lanes, batchSize, visibilityTimeoutSeconds, queue, tools }
  return { claimed, run: createRun(options) }
}
