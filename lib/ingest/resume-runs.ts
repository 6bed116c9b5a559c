import { endRun } from '@/lib/db/runs/end-run'
import { findUnfinishedRuns, type UnfinishedRun } from '@/lib/db/runs/find-unfinished-runs'
import { env } from '@/lib/env'
import { describeFailure, UserError } from '@/lib/errors'
import { pause } from '@/lib/ingest/pause'
import { takeOverRun } from '@/lib/ingest/start-run'
import { log } from '@/lib/log'
import { QueueFailure } from '@/lib/queue/queue-failure'

/**
 * Goes on with the runs of this launcher's last web process, which died without ending them. Tries
 * until the database and the queue are there; a run that cannot go on has failed, and says why.
 */
export async function resumeRuns(): Promise<void> {
  const instance = env().VEILGATE_INSTANCE
  if (instance === undefined) return
  for (let attempt = 0; ; attempt += 1) {
    try {
      for (const run of await findUnfinishedRuns(instance)) await resume(run)
      return
    } catch (error) {
      log.warn('run.resume-failed', { attempt }, error)
      await pause(attempt)
    }
  }
}

async function resume(run: UnfinishedRun): Promise<void> {
  if (run.stopRequestedAt !== null) return endRun(run, 'stopped', null)
  const { mode, startedBy, lanes, depthAtStart, maxPerSecond, instance } = run
  try {
    await takeOverRun({ mode, startedBy, lanes, depthAtStart, maxPerSecond, instance }, run)
    log.info('run.resumed', { runId: run.id })
  } catch (error) {
    if (!isFinal(error)) throw error
    await endRun(run, 'failed', describeFailure(error))
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof QueueFailure ? error.permanent : error instanceof UserError
}
