import type { ClaimedRun, RunToClaim } from '@/lib/db/runs/claim-run'
import { createPartSize, type PartSize } from '@/lib/ingest/batch/part-size'
import { createPace, type Pace } from '@/lib/ingest/pace'
import type { MaskingTools } from '@/lib/keys/masking-tools'
import type { Ledger } from '@/lib/model/pipeline/ledger'
import type { MessageSource, QueueLimits } from '@/lib/queue/queue'

export type RunOptions = QueueLimits & {
  /** As it was claimed, so that it can be entered again in a database that lost it. */
  request: RunToClaim
  claimed: ClaimedRun
  batchSize: number
  /** Of a follower whose last run failed: it is cut after one small batch. */
  isProbe?: boolean | undefined
  queue: MessageSource
  tools: MaskingTools
}

/** A run in this process. What several of its lanes know together stands here. */
export type Run = RunOptions & {
  /** Aborted when the run is to stop: long polls end, batches in hand are finished. */
  readonly stopping: AbortSignal
  /** When a batch in hand is given up because of the stop; infinite before one. */
  stopAtMs(): number
  stop(): void
  /** What each part of the run is waiting for, in words; the oldest first. */
  readonly troubles: Map<string, string>
  /** Lanes whose batch cannot be stored just now: as long as there is one, no lane receives. */
  readonly blockedLanes: Set<number>
  /** Batches in hand, from the first message received to the last acknowledged. */
  batchesInHand: number
  /** In Unix milliseconds, by this process. */
  readonly startedAtMs: number
  readonly emptiness: Emptiness
  /** How many lanes there are to be, and why. */
  readonly lanes: Lanes
  readonly tally: Tally
  readonly pace: Pace
  readonly partSize: PartSize
  /** How the run ends where it does not go on; null while it does. */
  end: RunEnd | null
  /** Of this process, for its log and for where the database cannot be asked. */
  readonly progress: Progress
  /** Writes to the ledger that the database could not take yet, in their order. */
  readonly deferred: (() => Promise<void>)[]
}

/** What a run knows of the queue's end. All times are on the clock of `performance.now()`. */
type Emptiness = {
  /** Empty long polls in a row, of all lanes. */
  polls: number
  /** When messages last arrived, or a receive last failed: it may have been handed some. */
  unsettledAtMs: number
  /** Messages that the database refuses for what is in them, by `deliveryKey`; they stay on the queue. */
  refused: Set<string>
  /** When the queue was last asked what is in flight. */
  confirmedAtMs: number
  /** Since when something is in flight that no lane here has in hand; null where nothing was when that was last asked. */
  inFlightSinceMs: number | null
  /** Since when there is nothing else on it than what it delivers with a delay; null where that was not yet. */
  delayedSinceMs: number | null
}

type Lanes = {
  wanted: number
  reason: string
  /** Set by hand: they do not adapt. */
  fixed: number | null
  /** Told once `wanted` has changed. */
  onChange: () => void
}

/** What a run has done so far. Times are on the clock of `performance.now()`; null for never. */
type Tally = {
  /** Ledger rows. */
  batches: number
  /** Attempts to store that succeeded, and how long they took together. */
  stores: number
  storeMs: number
  /** Attempts to store that the database answered with trouble of its own. */
  troubles: number
  queueReachedAtMs: number | null
  lastMessageAtMs: number | null
}

type RunEnd =
  /** It is long enough: what follows goes on in another. */
  | { kind: 'cut' }
  /** The queue was found empty, with nothing in flight that nobody holds. */
  | { kind: 'drained' }
  /** It could not be found empty: why, in words. */
  | { kind: 'early'; problem: string }
  /** Waiting cannot mend it. */
  | { kind: 'failed'; problem: string }

export type Progress = Omit<Ledger, 'balanced'>

/** Batches in hand are stored and acknowledged within it, and the run's end is entered after. */
const STOP_GRACE_MS = 3_500

/** Makes a run that is ready for `workRun`. */
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
    troubles: new Map(),
    blockedLanes: new Set(),
    batchesInHand: 0,
    startedAtMs: Date.now(),
    lanes: {
      wanted: options.request.lanes,
      reason: 'as it began',
      fixed: null,
      onChange: () => undefined,
    },
    tally: {
      batches: 0,
      stores: 0,
      storeMs: 0,
      troubles: 0,
      queueReachedAtMs: null,
      lastMessageAtMs: null,
    },
    emptiness: {
      polls: 0,
      unsettledAtMs: performance.now(),
      refused: new Set(),
      confirmedAtMs: 0,
      inFlightSinceMs: null,
      delayedSinceMs: null,
    },
    pace: createPace(options.request.maxPerSecond ?? null),
    partSize: createPartSize(options.batchSize),
    end: null,
    progress: { received: 0, stored: 0, duplicates: 0, rejected: 0, failed: 0, acknowledged: 0 },
    deferred: [],
  }
}

/** Whether the lanes of a run go on receiving. */
export function isOn(run: Run): boolean {
  return !run.stopping.aborted && run.end === null
}

/** Says what a part of a run is waiting for, or (null) that it goes on. */
export function noteTrouble(run: Run, part: string, problem: string | null) {
  if (problem === null) run.troubles.delete(part)
  else run.troubles.set(part, problem)
}

/** What the run is waiting for, in words; null when all is well. */
export function problemOf(run: Run): string | null {
  return run.troubles.values().next().value ?? null
}
