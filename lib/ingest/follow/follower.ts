import { setTimeout as sleep } from 'node:timers/promises'
import { describeFailure } from '@/lib/errors'
import { trackRun } from '@/lib/ingest/active'
import { fixLanes } from '@/lib/ingest/lanes/adapt-lanes'
import { pause } from '@/lib/ingest/pause'
import type { Run } from '@/lib/ingest/run'
import { beginRun } from '@/lib/ingest/start-run'
import { workRun } from '@/lib/ingest/work-run'
import { log } from '@/lib/log'
import { backOff } from '@/lib/model/time/back-off'

const FAILED_PAUSE_MS = 5_000
const MAX_FAILED_PAUSE_MS = 5 * 60_000

/** Follows the queue, one run after the other, until it is stopped. */
export type Follower = {
  /** The run that works; null while there is none. */
  run(): Run | null
  /** Why no run could begin, in words. */
  problem(): string | null
  /** Keeps to so many lanes; null lets them adapt. */
  setLanes(lanes: number | null): void
  /** Batches in hand are stored and acknowledged; `ended` says when that is done. */
  stop(): void
  /** Never rejects. */
  ended: Promise<void>
}

type Options = {
  startedBy: string
  lanes: number | null
  /** Told of each run as it ends. */
  onRunEnd: (run: Run) => void
}

/**
 * Begins to follow. A run that is long enough is followed by the next. Where one could not begin, it is
 * tried again for as long as it takes; where one failed, by small ones until one works. A run that
 * somebody stopped ends the follower.
 */
export function startFollower({ startedBy, lanes, onRunEnd }: Options): Follower {
  const stopping = new AbortController()
  const state: State = { run: null, problem: null, lanes, current: undefined }
  return {
    run: () => state.run,
    problem: () => state.problem,
    setLanes: (wanted) => {
      state.lanes = wanted
      if (state.run !== null && !state.run.isProbe) fixLanes(state.run, wanted)
    },
    stop: () => stopping.abort(),
    ended: follow(state, { startedBy, onRunEnd }, stopping.signal),
  }
}

type State = {
  run: Run | null
  problem: string | null
  /** As they were asked for. */
  lanes: number | null
  /** As the last run had them, which the next begins with. */
  current: number | undefined
}

async function follow(state: State, options: Omit<Options, 'lanes'>, stopping: AbortSignal) {
  let failedRuns = 0
  for (let failures = 0; !stopping.aborted; ) {
    try {
      const end = await followOnce(state, options, stopping, failedRuns > 0)
      if (end === 'stopped') return
      failures = 0
      failedRuns = end === 'cut' ? 0 : failedRuns + 1
      if (failedRuns > 0) await pauseAfterFailure(failedRuns, stopping)
    } catch (error) {
      state.problem = describeFailure(error)
      log.warn('follow.not-begun', { failures }, error)
      await pause(failures, undefined, stopping)
      failures += 1
    }
  }
}

/**
 * A run fails where waiting does not mend it: the right to delete is missing, for one. Each further
 * attempt brings what it receives nearer to the dead-letter queue, so that they are few, and small.
 */
async function pauseAfterFailure(failedRuns: number, stopping: AbortSignal) {
  const waitMs = backOff(failedRuns - 1, { initial: FAILED_PAUSE_MS, max: MAX_FAILED_PAUSE_MS })
  await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined)
}

async function followOnce(
  state: State,
  { startedBy, onRunEnd }: Omit<Options, 'lanes'>,
  stopping: AbortSignal,
  isProbe: boolean,
): Promise<'cut' | 'stopped' | 'failed'> {
  const lanes = isProbe ? 1 : (state.lanes ?? state.current)
  const run = await beginRun({ mode: 'follow', startedBy, lanes, isProbe })
  if (isProbe) fixLanes(run, 1)
  else if (state.lanes !== null) fixLanes(run, state.lanes)
  const stop = () => run.stop()
  stopping.addEventListener('abort', stop, { once: true })
  if (stopping.aborted) stop()
  state.run = run
  if (!isProbe) state.problem = null
  try {
    await trackRun(run, workRun(run))
  } finally {
    stopping.removeEventListener('abort', stop)
    state.run = null
    if (!isProbe) state.current = run.lanes.wanted
    onRunEnd(run)
  }
  if (run.stopping.aborted) return 'stopped'
  if (run.end?.kind !== 'failed') return 'cut'
  state.problem = `The last run failed: ${run.end.problem}`
  return 'failed'
}
