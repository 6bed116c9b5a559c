import { countOtherActiveRuns } from '@/lib/db/runs/count-other-active-runs'
import { describeFailure } from '@/lib/errors'
import { formatNumber } from '@/lib/format/format'
import { isOn, noteTrouble, type Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'
import { endsWhenEmpty } from '@/lib/model/pipeline/ledger'

/** Empty long polls in a row before a drain asks what is in flight. */
const EMPTY_POLLS = 3
const CONFIRM_INTERVAL_MS = 1_000
/** The longest for which SQS holds a message back. */
const MAX_DELAY_MS = 900_000
/** What reappears at the end of a visibility timeout is received a little later. */
const MARGIN_MS = 2_000

/** A receive that failed may have been handed messages all the same: they are in flight now. */
export function noteFailedReceive(run: Run, lane: number, error: unknown): void {
  run.emptiness.polls = 0
  run.emptiness.unsettledAtMs = performance.now()
  noteTrouble(run, `receiving ${lane}`, `Receiving: ${describeFailure(error)}`)
}

/**
 * Notes what a poll of the queue found, and ends a drain that has found it empty: several empty long
 * polls in a row, and nothing in flight that nobody holds, nor delayed.
 * @param startedAtMs only a poll that began after the last message arrived says anything.
 * @throws QueueFailure where the queue cannot be asked what is in flight.
 */
export async function notePoll(
  run: Run,
  startedAtMs: number,
  arrivedAtMs: number | null,
): Promise<void> {
  const { emptiness } = run
  if (arrivedAtMs !== null) {
    emptiness.polls = 0
    emptiness.unsettledAtMs = Math.max(emptiness.unsettledAtMs, arrivedAtMs)
    noteTrouble(run, ENDING, null)
  } else if (startedAtMs >= emptiness.unsettledAtMs) {
    emptiness.polls += 1
  }
  if (!endsWhenEmpty(run.request.mode) || !isQuiet(run)) return
  if (performance.now() - emptiness.confirmedAtMs < CONFIRM_INTERVAL_MS) return
  emptiness.confirmedAtMs = performance.now()
  await confirm(run)
}

const ENDING = 'ending'

/** Messages in hand are in flight, and ours. The polls that a stop ended found nothing out. */
function isQuiet(run: Run): boolean {
  return run.emptiness.polls >= EMPTY_POLLS && run.batchesInHand === 0 && isOn(run)
}

async function confirm(run: Run): Promise<void> {
  const { emptiness } = run
  const { inFlight, delayed } = await run.queue.depth()
  if (!isQuiet(run)) return
  noteInFlight(run, inFlight)
  if (delayed > 0 && maySoonCome(run)) {
    noteTrouble(run, ENDING, `Waiting: ${messages(delayed)} delayed`)
  } else if (inFlight === 0) {
    run.end = { kind: 'drained' }
  } else if (inFlight <= emptiness.refused.size) {
    run.end = { kind: 'early', problem: refusedWords(emptiness.refused.size) }
  } else if (mayReappear(run)) {
    noteTrouble(run, ENDING, `Waiting: ${inFlightWords(inFlight)}`)
  } else if (await othersReceive(run)) {
    run.end = { kind: 'drained' }
  } else {
    run.end = {
      kind: 'early',
      problem: `Stopped early: ${inFlightWords(inFlight)} after ${run.visibilityTimeoutSeconds} s. ${whoseTheyAre(run)}`,
    }
  }
}

function noteInFlight({ emptiness }: Run, inFlight: number): void {
  if (inFlight === 0) emptiness.inFlightSinceMs = null
  else emptiness.inFlightSinceMs ??= performance.now()
}

/**
 * Whether what is in flight may come back still. It may have been handed out later than anything arrived: in an answer
 * that was lost, and that the SDK asked for again unnoticed.
 */
function mayReappear(run: Run): boolean {
  const { unsettledAtMs, inFlightSinceMs } = run.emptiness
  const sinceMs = Math.max(unsettledAtMs, inFlightSinceMs ?? unsettledAtMs)
  return performance.now() - sinceMs < timeoutMs(run)
}

function timeoutMs(run: Run): number {
  return run.visibilityTimeoutSeconds * 1_000 + MARGIN_MS
}

/**
 * Whether what is delayed may have been sent before the drain found nothing else. After the longest delay all of that
 * has come: a queue that delays everything and is sent to all the time would never be found empty.
 */
function maySoonCome({ emptiness }: Run): boolean {
  emptiness.delayedSinceMs ??= performance.now()
  return performance.now() - emptiness.delayedSinceMs < MAX_DELAY_MS + MARGIN_MS
}

/** What is in flight may be another run's. Not known where the database is away just now. */
async function othersReceive(run: Run): Promise<boolean> {
  try {
    return (await countOtherActiveRuns(run.claimed)) > 0
  } catch (error) {
    log.warn('run.others-unknown', { runId: run.claimed.id }, error)
    return false
  }
}

function inFlightWords(inFlight: number): string {
  return `${messages(inFlight)} still in flight`
}

function whoseTheyAre({ request }: Run): string {
  return request.mode === 'redrive'
    ? 'They came from other queues, another consumer holds them, or they will reappear: redrive again.'
    : 'Another consumer holds them, or they will reappear: ingest again.'
}

function refusedWords(refused: number): string {
  return `Stopped early: ${messages(refused)} left on the queue, because the database refuses their content; the batches show why.`
}

function messages(count: number): string {
  return count === 1 ? '1 message is' : `${formatNumber(count)} messages are`
}
