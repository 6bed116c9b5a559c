import { setTimeout as sleep } from 'node:timers/promises'
import { endRun } from '@/lib/db/end-run'
import { heartbeatRun } from '@/lib/db/heartbeat-run'
import { describeFailure } from '@/lib/errors'
import { runLane } from '@/lib/ingest/lane'
import type { MaskingTools } from '@/lib/ingest/masking-tools'
import { enterOwed } from '@/lib/ingest/owed-entries'
import { pause } from '@/lib/ingest/pause'
import type { RunMode } from '@/lib/ledger'
import { log } from '@/lib/log'
import type { Queue } from '@/lib/queue/queue'

export type RunOptions = {
  runId: number
  mode: RunMode
  lanes: number
  batchSize: number
  visibilityTimeoutSeconds: number
  queue: Queue
  tools: MaskingTools
}

/** A run in this process. */
export type Run = RunOptions & {
  /** Aborted when the run is to stop: long polls end, batches in hand are finished. */
  readonly stopping: AbortSignal
  /** When a batch in hand is given up because of the stop; infinite before one. */
  stopAtMs(): number
  stop(): void
  /** Whether a drain found the queue empty often enough to believe it. */
  drained: boolean
  /** Empty long polls in a row, of all lanes. */
  emptyPolls: number
  /** When messages last arrived, on the clock of `performance.now()`. */
  lastArrivalMs: number
  /** Set by a failure that waiting cannot mend; ends the run. */
  fatal: string | null
  problem: string | null
  /** Of this process, for its log; the ledger is what counts. */
  readonly progress: { received: number; acknowledged: number; failed: number }
  /** Ledger entries that the database could not take yet, in their order. */
  owed: (() => Promise<void>)[]
}

const HEARTBEAT_MS = 1_000
const PROGRESS_BEATS = 10
const STOP_GRACE_MS = 5_000

/** Makes a run that is ready to `work`. */
export function createRun(options: RunOptions): Run {
  const controller = new AbortController()
  let stopAtMs = Number.POSITIVE_INFINITY
  return {
    ...options,
    stopping: controller.signal,
    stopAtMs: () => stopAtMs,
    stop: () => {
      if (controller.signal.aborted) return
      stopAtMs = performance.now() + STOP_GRACE_MS
      controller.abort()
    },
    drained: false,
    emptyPolls: 0,
    lastArrivalMs: 0,
    fatal: null,
    problem: null,
    progress: { received: 0, acknowledged: 0, failed: 0 },
    owed: [],
  }
}

/** Runs the lanes side by side until the queue is drained or the run is stopped; enters how it ended. */
export async function work(run: Run): Promise<void> {
  const ended = new AbortController()
  const beating = beat(run, ended.signal)
  const lanes = Array.from({ length: run.lanes }, (_, lane) => runLane(run, lane))
  const results = await Promise.allSettled(lanes)
  ended.abort()
  await beating
  for (const result of results) {
    if (result.status === 'rejected') run.fatal ??= describeFailure(result.reason)
  }
  await enterEnd(run)
}

/** Says every second that the run is alive, and asks whether it is to stop; logs how far it is. */
async function beat(run: Run, ended: AbortSignal): Promise<void> {
  for (let beats = 1; !ended.aborted; beats += 1) {
    if (beats % PROGRESS_BEATS === 0) {
      log.info('run.progress', { runId: run.runId, ...run.progress, problem: run.problem })
    }
    try {
      await enterOwed(run)
      if (await heartbeatRun(run.runId, run.problem)) run.stop()
    } catch (error) {
      log.warn('run.heartbeat-failed', { runId: run.runId }, error)
    }
    await sleep(HEARTBEAT_MS, undefined, { signal: ended }).catch(() => undefined)
  }
}

/** The database may be away at the very end; a run that cannot say so is found interrupted later. */
async function enterEnd(run: Run): Promise<void> {
  const state = run.fatal !== null ? 'failed' : run.stopping.aborted ? 'stopped' : 'finished'
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await enterOwed(run)
      await endRun(run.runId, state, run.fatal)
      log.info('run.ended', { runId: run.runId, state, ...run.progress })
      return
    } catch (error) {
      log.error('run.end-not-recorded', { runId: run.runId, state }, error)
      await pause(attempt)
    }
  }
}
