import type { CurrentRate, RatePoint } from '@/lib/model/live/current-rate'
import type { FoldState } from '@/lib/model/live/folding'
import type { ReplicaState } from '@/lib/model/live/replica'
import type { TimeToEmpty } from '@/lib/model/live/time-to-empty'
import type { LoginRow } from '@/lib/model/login'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import type { Ingestion } from '@/lib/model/pipeline/workers'

/** Approximate counts of the queue, as SQS tells them. */
export type QueueDepth = {
  name: string
  visible: number
  inFlight: number
  delayed: number
  /** Null where the queue has no dead-letter queue, or that could not be asked. */
  deadLetter: number | null
  /** Why that could not be asked, in words; absent where it was, or there is none. */
  deadLetterFailure?: string
  /** How long a received message stays hidden; absent where the queue does not say. */
  visibilityTimeoutSeconds?: number | undefined
  /** When it was read; ISO 8601, UTC. */
  readAt: string
}

/** So many runs are told of. */
export const RECENT_RUNS = 8

/**
 * What the live view tells at one time, whole in itself; see `LiveMessage` for how browsers are sent
 * it. `logins` is a sample of what arrived since the last event, newest first.
 */
export type LiveEvent = {
  /** Newest ledger row this event knows. */
  ledgerId: string
  /** Server clock, ISO 8601, UTC. */
  now: string
  /** The newest active run, else the newest ended one; null before the first. */
  run: RunSummary | null
  /** How many runs are active beside it. */
  otherActiveRuns: number
  /** The newest `RECENT_RUNS`, newest first. */
  recentRuns: RunSummary[]
  /** The last 120 whole seconds of commits by all runs, oldest first, zeros included. */
  rate: RatePoint[]
  /** The one rate there is, of all active runs together: browsers compute none of their own. */
  currentRate: CurrentRate
  timeToEmpty: TimeToEmpty
  /** Depths read lately (a few minutes), oldest first. */
  depthHistory: { /** Unix seconds. */ at: number; visible: number }[]
  queue: { depth: QueueDepth | null; reachedAt: string | null; failure: string | null }
  database: {
    reachable: boolean
    latencyMs: number | null
    /** Why it does not answer, or, where it does, why nothing can be stored in it; in words. */
    failure: string | null
    /** When all that is read from the database was; null before it was. ISO 8601, UTC. */
    readAt: string | null
  }
  /** How the replica that pages are read from does; null where there is none. */
  replica: ReplicaState | null
  /** How far what devices, IPs and charts show is behind. */
  folding: FoldState
  /** Who ingests by itself. */
  ingestion: Ingestion
  /** At most 20 a second; the first event of a connection brings the newest 50. */
  logins: LoginRow[]
  /** How many logins were stored since the last event. */
  loginsArrived: number
  /** Rejected messages that nobody has returned or discarded yet. */
  rejectedKept: number
  /** The kinds of the alert rules that fire and are not muted. */
  alerts: string[]
}
