import { describeFailure } from '@/lib/errors'
import { waitForFold } from '@/lib/ingest/fold-loop'
import { ingestBatch } from '@/lib/ingest/ingest-batch'
import { enter } from '@/lib/ingest/owed-entries'
import { pause } from '@/lib/ingest/pause'
import type { Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

/** A drain asks for a second at a time, so that it ends soon after the last message. */
const DRAIN_WAIT_SECONDS = 1
/** The longest long poll of SQS: an idle follower costs three calls a minute and lane. */
const FOLLOW_WAIT_SECONDS = 20
/** Empty long polls in a row before a drain believes that the queue is empty. */
const EMPTY_POLLS_TO_END = 3
/** A drain gives up when the queue could not be reached for as long; a follower never does. */
const DRAIN_PATIENCE_MS = 120_000

/** Failures of the queue that waiting does not mend: a drain ends with them at once. */
const HOPELESS = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'InvalidClientTokenId',
  'QueueDoesNotExist',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

/** One lane: turns of the pipeline, one after the other. Waits out the queue's troubles. */
export async function runLane(run: Run, lane: number): Promise<void> {
  const waitSeconds = run.mode === 'drain' ? DRAIN_WAIT_SECONDS : FOLLOW_WAIT_SECONDS
  const context = {
    ...run,
    ...{ lane, waitSeconds, signal: run.stopping },
    enter: (entry: () => Promise<void>) => enter(run, entry),
    onProblem: (problem: string | null) => {
      run.problem = problem
    },
  }
  let failures = 0
  let failingSinceMs = 0
  while (!run.stopping.aborted && !run.drained && run.fatal === null) {
    await waitForFold(run.stopping)
    const startedAtMs = performance.now()
    try {
      const { arrivedAtMs, received, acknowledged, failed } = await ingestBatch(context)
      run.progress.received += received
      run.progress.acknowledged += acknowledged
      run.progress.failed += failed
      if (failures > 0) run.problem = null
      failures = 0
      notePoll(run, startedAtMs, arrivedAtMs)
    } catch (error) {
      if (failures === 0) failingSinceMs = startedAtMs
      run.problem = `Receiving: ${describeFailure(error)}`
      log.warn('lane.receive-failed', { runId: run.runId, lane, failures }, error)
      if (run.mode === 'drain' && isHopeless(error, performance.now() - failingSinceMs)) {
        run.fatal = run.problem
        return
      }
      await pause(failures, undefined, run.stopping)
      failures += 1
    }
  }
}

/** Only a poll that began after the last message arrived says that the queue is empty now. */
function notePoll(run: Run, startedAtMs: number, arrivedAtMs: number | null) {
  if (arrivedAtMs !== null) {
    run.emptyPolls = 0
    run.lastArrivalMs = Math.max(run.lastArrivalMs, arrivedAtMs)
  } else if (startedAtMs >= run.lastArrivalMs) {
    run.emptyPolls += 1
  }
  if (run.mode === 'drain' && run.emptyPolls >= EMPTY_POLLS_TO_END) run.drained = true
}

function isHopeless(error: unknown, failingForMs: number): boolean {
  return failingForMs > DRAIN_PATIENCE_MS || (error instanceof Error && HOPELESS.has(error.name))
}
