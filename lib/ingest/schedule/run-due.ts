import { bringDueForward } from '@/lib/db/plan/bring-due-forward'
import { type Due, findDue } from '@/lib/db/plan/find-due'
import { noteDueFailure } from '@/lib/db/plan/note-due-failure'
import { settleDue } from '@/lib/db/plan/settle-due'
import { failureSentence } from '@/lib/errors'
import { nextTimes } from '@/lib/ingest/schedule/next-times'
import { startRun } from '@/lib/ingest/start-run'
import { log } from '@/lib/log'

const STARTED_BY = 'schedule'

/**
 * Starts a drain where the schedule is due. However many times were missed, it is one drain, and the
 * next time is the first one after now. A run that is active receives what waits already: none is
 * started beside it. Where none could be started, the time stays due.
 */
export async function runDue(): Promise<void> {
  const due = await findDue()
  if (due === null) return
  if (!due.isDue) return keepToTimes(due)
  const started = await start(due)
  if (started === null) return
  const { runId, kind } = started
  const [nextDueAt = null] = nextTimes(due, due.now, 1)
  const outcome =
    kind === 'started' ? null : `Run ${runId} was active already and received what waited.`
  await settleDue(due, { nextDueAt, runId, outcome })
  log.info('schedule.due', { runId, dueAt: due.dueAt.toISOString(), kind })
}

/** Times before the next one were skipped by a clock that was ahead, and has been put back. */
async function keepToTimes(due: Due): Promise<void> {
  const [first] = nextTimes(due, due.now, 1)
  if (first === undefined || first >= due.dueAt) return
  await bringDueForward(due, first)
  log.warn('schedule.brought-forward', {
    dueAt: first.toISOString(),
    before: due.dueAt.toISOString(),
  })
}

async function start({ dueAt }: Due) {
  try {
    return await startRun({ mode: 'drain', startedBy: STARTED_BY })
  } catch (error) {
    log.warn('schedule.not-started', { dueAt: dueAt.toISOString() }, error)
    await noteDueFailure(`${failureSentence(error)} It is tried again.`)
    return null
  }
}
