export const WORKER_KINDS = ['console', 'worker'] as const
export const WORKER_STATES = ['starting', 'following', 'waiting', 'paused', 'off', 'ended'] as const

export type WorkerKind = (typeof WORKER_KINDS)[number]
export type WorkerState = (typeof WORKER_STATES)[number]

/** A process that is silent for so long is marked: heartbeats come every second. */
export const WORKER_SILENT_SECONDS = 10
export const MAX_LANES = 64

/** A process that may ingest by itself. Times are ISO 8601, UTC, by the clock of the database. */
export type WorkerView = {
  key: string
  kind: WorkerKind
  host: string
  pid: number
  version: string
  state: WorkerState
  /** It did not say that it ended, and is not heard of. */
  isSilent: boolean
  runId: number | null
  lanes: number
  /** Why it has as many lanes as it has, in words. */
  lanesReason: string | null
  /** Messages received a second. */
  rate: number
  /** What it is waiting for, in words; null when all is well. */
  problem: string | null
  queueReachedAt: string | null
  lastMessageAt: string | null
  /** Of its last heartbeat. */
  databaseReachedAt: string
  startedAt: string
  /** Whether it alone is asked to pause. */
  isPaused: boolean
  /** Null where it decides by itself how many lanes it has. */
  lanesWanted: number | null
}

/** What was asked for; it outlives every process. */
export type IngestPlan = {
  /** Whether one of the consoles follows; workers always do. */
  isFollowed: boolean
  followedBy: string | null
  /** Whether consoles and workers alike are to pause. */
  isPaused: boolean
  pausedBy: string | null
  pausedSince: string | null
  /** When the schedule drains next; null without one. In the past where it is late. */
  nextDueAt: string | null
}

/** When the queue is drained by itself. */
export type Schedule = {
  cron: string
  timeZone: string
  scheduledBy: string
  nextDueAt: string
  lastDueAt: string | null
  lastRunId: number | null
  /** Why the last due time started no run; null where it did. */
  lastOutcome: string | null
}

/** Who ingests by itself, and what was asked of all. */
export type Ingestion = {
  plan: IngestPlan
  workers: WorkerView[]
  /** When messages last came, by the ledger, in whichever run; null before the first. */
  lastReceivedAt: string | null
}

export const NOTHING_ASKED: IngestPlan = {
  isFollowed: false,
  followedBy: null,
  isPaused: false,
  pausedBy: null,
  pausedSince: null,
  nextDueAt: null,
}

/** Nobody, as far as is known. */
export const NOBODY: Ingestion = { plan: NOTHING_ASKED, workers: [], lastReceivedAt: null }

/** Whether messages are ingested as they come, by a console or a worker, paused or not. */
export function isFollowing({ plan, workers }: Pick<Ingestion, 'plan' | 'workers'>): boolean {
  return plan.isFollowed || workers.some((worker) => worker.kind === 'worker' && isAtWork(worker))
}

/** Whether a worker works, or is to: it is there, and is heard of. */
function isAtWork({ state, isSilent }: Pick<WorkerView, 'state' | 'isSilent'>): boolean {
  return !isSilent && state !== 'ended' && state !== 'off'
}
