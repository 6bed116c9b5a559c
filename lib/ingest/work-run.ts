import { setTimeout as sleep } from 'node:timers/promises'
import { endRun } from '@/lib/db/runs/end-run'
import { heartbeatRun } from '@/lib/db/runs/heartbeat-run'
import { enterAgain } from '@/lib/ingest/batch/with-repairs'
import {
  checkVisibilityTimeout,
  VisibilityTimeoutTooShort,
} from '@/lib/ingest/check-visibility-timeout'
import { flushDeferred } from '@/lib/ingest/deferred-writes'
import { adaptLanes } from '@/lib/ingest/lanes/adapt-lanes'
import { runLanes } from '@/lib/ingest/lanes/run-lanes'
import { pause } from '@/lib/ingest/pause'
import { problemOf, type Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'
import { withLogContext } from '@/lib/log-context'
import { count } from '@/lib/measure'
import { inSpan } from '@/lib/trace'
import { withTimeout } from '@/lib/with-timeout'

const HEARTBEAT_MS = 1_000
/** So many heartbeats lie between two lines of the log, and between two looks at the queue's settings. */
const BEATS_BETWEEN = 10
/** After its stop a run's batches have been given up; what still hangs is left behind. */
const STOP_MARGIN_MS = 250
const END_TIMEOUT_MS = 15_000
const END_TIMEOUT_STOPPED_MS = 1_000

/**
 * Runs the lanes side by side until the queue is drained or the run is stopped; enters how it ended.
 * Once it is told to stop, it is over within five seconds, whatever hangs.
 */
export async function workRun(run: Run): Promise<void> {
  const { mode, lanes } = run.request
  const attributes = {
    'veilgate.run': run.claimed.id,
    'veilgate.mode': mode,
    'veilgate.lanes': lanes,
  }
  // Its number may change while it works.
  const ids = () => ({ runId: run.claimed.id })
  await withLogContext(ids, () =>
    inSpan('run', { attributes, beginsTrace: true }, () => workLanes(run)),
  )
}

async function workLanes(run: Run): Promise<void> {
  const ended = new AbortController()
  void beat(run, ended.signal)
  void adaptLanes(run, ended.signal)
  await Promise.race([runLanes(run), stopIsOver(run)])
  ended.abort()
  count('veilgate_runs_ended_total', { state: ending(run).state })
  await enterEnd(run)
}

/** Says every second that the run is alive, and asks whether it is to stop; logs how far it is. */
async function beat(run: Run, ended: AbortSignal): Promise<void> {
  let said = ''
  for (let beats = 1; !ended.aborted; beats += 1) {
    if (beats % BEATS_BETWEEN === 0) {
      const progress = { ...run.progress, problem: problemOf(run) }
      // An idle follower would say the same for months.
      if (said !== JSON.stringify(progress)) {
        log.info('run.progress', { runId: run.claimed.id, ...progress })
      }
      said = JSON.stringify(progress)
      void lookAtSettings(run)
    }
    try {
      const { claimed } = run
      const answer = await heartbeatRun(claimed, problemOf(run), run.lanes.wanted)
      if (answer === 'stop') run.stop()
      if (answer === 'unknown' && !ended.aborted) await enterAgain(run, claimed)
      await flushDeferred(run)
    } catch (error) {
      log.warn('run.heartbeat-failed', { runId: run.claimed.id }, error)
    }
    await sleep(HEARTBEAT_MS, undefined, { signal: ended }).catch(() => undefined)
  }
}

/** The queue's settings may be changed while it is ingested from. */
async function lookAtSettings(run: Run): Promise<void> {
  try {
    const limits = await run.queue.limits()
    checkVisibilityTimeout(run.queue.name, limits.visibilityTimeoutSeconds)
    Object.assign(run, limits)
  } catch (error) {
    // What hinders asking hinders receiving as well, and is said there.
    if (error instanceof VisibilityTimeoutTooShort) {
      run.end ??= { kind: 'failed', problem: error.message }
    }
  }
}

/** Resolves some time after the run was told to stop; never, where it is not. */
function stopIsOver(run: Run): Promise<void> {
  return new Promise((resolve) => {
    run.stopping.addEventListener(
      'abort',
      () => setTimeout(resolve, run.stopAtMs() - performance.now() + STOP_MARGIN_MS),
      { once: true },
    )
  })
}

/** The database may be away at the very end; a run that cannot say so is found interrupted later. */
async function enterEnd(run: Run): Promise<void> {
  const { state, problem } = ending(run)
  const timeoutMs = run.stopping.aborted ? END_TIMEOUT_STOPPED_MS : END_TIMEOUT_MS
  const untilMs = performance.now() + timeoutMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      await withTimeout(untilMs - performance.now(), enterAll(run, state, problem))
      log.info('run.ended', { runId: run.claimed.id, state, ...run.progress })
      return
    } catch (error) {
      log.error('run.end-not-recorded', { runId: run.claimed.id, state }, error)
      if (performance.now() >= untilMs) return
      await pause(attempt, untilMs - performance.now())
    }
  }
}

async function enterAll(run: Run, state: EndState, problem: string | null): Promise<void> {
  await flushDeferred(run)
  await endRun(run.claimed, state, problem)
}

type EndState = Parameters<typeof endRun>[1]

function ending({ end, stopping }: Run) {
  if (end?.kind === 'failed') return { state: 'failed', problem: end.problem } as const
  if (end?.kind === 'early') return { state: 'stopped', problem: end.problem } as const
  return {
    state: stopping.aborted && end === null ? 'stopped' : 'finished',
    problem: null,
  } as const
}
