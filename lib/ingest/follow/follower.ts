import { describeFailure } from '@/lib/errors'
import { trackRun } from '@/lib/ingest/active'
import { fixLanes } from '@/lib/ingest/lanes/adapt-lanes'
import { pause } from '@/lib/ingest/pause'
import type { Run } from '@/lib/ingest/run'
import { beginRun } from '@/lib/ingest/start-run'
import { workRun } from '@/lib/ingest/work-run'
import { log } from '@/lib/log'

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
 * Begins to follow. A run that is long enough is followed by the next; one that could not begin, or
 * failed, is tried again for as long as it takes. A run that somebody stopped ends the follower.
 */
export function startFollower({ startedBy, lanes, onRunEnd }: Options): Follower {
  const stopping = new AbortController()
  const state: State = { run: null, problem: null, lanes, current: undefined }
  return {
    run: () => state.run,
    problem: () => state.problem,
    setLanes: (wanted) => {
      state.lanes = wanted
      if (state.run !== null) fixLanes(state.run, wanted)
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
  for (let failures = 0; !stopping.aborted; ) {
    try {
      const end = await followOnce(state, options, stopping)
      if (end === 'stopped') return
      failures = end === 'cut' ? 0 : failures + 1
    } catch (error) {
      state.problem = describeFailure(error)
      log.warn('follow.not-begun', { failures }, error)
      failures += 1
    }
    if (failures > 0) await pause(failures, undefined, stopping)
  }
}

async function followOnce(
  state: State,
  { startedBy, onRunEnd }: Omit<Options, 'lanes'>,
  stopping: AbortSignal,
): Promise<'cut' | 'stopped' | 'failed'> {
  const lanes = state.lanes ?? state.current
  const run = await beginRun({ mode: 'follow', startedBy, lanes })
  if (state.lanes !== null) fixLanes(run, state.lanes)
  const stop = () => run.stop()
  stopping.addEventListener('abort', stop, { once: true })
  if (stopping.aborted) stop()
  state.run = run
  state.problem = null
  try {
    await trackRun(run, workRun(run))
  } finally {
    stopping.removeEventListener('abort', stop)
    state.run = null
    state.current = run.lanes.wanted
    onRunEnd(run)
  }
  if (run.end?.kind === 'failed') state.problem = run.end.problem
  if (run.stopping.aborted) return 'stopped'
  return run.end?.kind === 'failed' ? 'failed' : 'cut'
}
