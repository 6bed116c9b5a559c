import { describeFailure } from '@/lib/errors'
import { MAX_DRAIN_FAILING_MS } from '@/lib/ingest/batch/acknowledge-stored'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { waitForFold } from '@/lib/ingest/fold-loop'
import { cutWhenDue } from '@/lib/ingest/follow/cut-run'
import { waitForPace } from '@/lib/ingest/pace'
import { pause } from '@/lib/ingest/pause'
import { noteBlocked, untilStorable, waitWhileBlocked } from '@/lib/ingest/receiving-brake'
import { isOn, noteTrouble, type Run } from '@/lib/ingest/run'
import { noteFailedReceive, notePoll } from '@/lib/ingest/watch-emptiness'
import { log } from '@/lib/log'
import { endsWhenEmpty } from '@/lib/model/pipeline/ledger'
import { QueueFailure } from '@/lib/queue/queue-failure'

/** A drain asks for a second at a time, so that it ends soon after the last message. */
const DRAIN_WAIT_SECONDS = 1
/** The longest long poll of SQS: an idle follower costs three calls a minute and lane. */
const FOLLOW_WAIT_SECONDS = 20

/** One lane: turns of the pipeline, one after the other. Waits out the queue's troubles. */
export async function runLane(run: Run, lane: number): Promise<void> {
  const waitSeconds = endsWhenEmpty(run.request.mode) ? DRAIN_WAIT_SECONDS : FOLLOW_WAIT_SECONDS
  let failures = 0
  let failingSinceMs = 0
  while (isOn(run) && lane < run.lanes.wanted) {
    await waitForFold(run.stopping)
    await waitWhileBlocked(run)
    await waitForPace(run.pace, run.stopping)
    if (!isOn(run)) return
    const startedAtMs = performance.now()
    try {
      const report = await ingestBatch(run, lane, waitSeconds)
      const { arrivedAtMs, receiveFailed, givenUp } = report
      run.pace.note(report.received, startedAtMs)
      if (givenUp !== null) await untilStorable(run, lane, givenUp)
      run.tally.queueReachedAtMs = performance.now()
      await notePoll(run, startedAtMs, arrivedAtMs)
      cutWhenDue(run)
      if (!receiveFailed) noteTrouble(run, `receiving ${lane}`, null)
      failures = 0
    } catch (error) {
      if (failures === 0) failingSinceMs = startedAtMs
      noteFailedReceive(run, lane, error)
      noteBlocked(run, lane, null)
      log.warn('lane.receive-failed', { runId: run.claimed.id, lane, failures }, error)
      if (isHopeless(run, error, performance.now() - failingSinceMs)) {
        run.end ??= { kind: 'failed', problem: `Receiving: ${describeFailure(error)}` }
        return
      }
      await pause(failures, undefined, run.stopping)
      failures += 1
    }
  }
}

/** Only a drain gives up: what follows a queue waits for whoever mends it. */
function isHopeless(run: Run, error: unknown, failingForMs: number): boolean {
  if (!endsWhenEmpty(run.request.mode)) return false
  return failingForMs > MAX_DRAIN_FAILING_MS || (error instanceof QueueFailure && error.permanent)
}
