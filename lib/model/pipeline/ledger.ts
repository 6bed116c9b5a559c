/** What became of a number of received messages. */
export type Ledger = {
  received: number
  stored: number
  /** Deliveries of a message whose row was already there. */
  duplicates: number
  rejected: number
  /** Received, not stored, left on the queue. */
  failed: number
  /** Deleted from the queue; lags behind the rest by the batch in hand. */
  acknowledged: number
  balanced: boolean
}

export const RUN_MODES = ['drain', 'follow', 'redrive'] as const
export const RUN_STATES = [
  'running',
  'stopping',
  'finished',
  'stopped',
  'failed',
  'interrupted',
] as const

export type RunMode = (typeof RUN_MODES)[number]
export type RunState = (typeof RUN_STATES)[number]

/** A run with its batches added up. Times are ISO 8601, UTC. */
export type RunSummary = {
  id: number
  mode: RunMode
  state: RunState
  startedBy: string
  startedAt: string
  endedAt: string | null
  lanes: number
  /** Approximate depth when it started; null if the queue could not say. */
  depthAtStart: number | null
  /** What it is waiting for, in words; null when all is well. */
  problem: string | null
  batches: number
  ledger: Ledger
  /** From its start to its end, or to now. */
  seconds: number
}

/** Batches of a run that are kept no longer: how many, and when the newest of them was committed (ISO 8601, UTC). */
export type DroppedBatches = { batches: number; until: string }

/** One batch's ledger row. */
export type BatchRow = {
  id: string
  runId: number
  lane: number
  ledger: Ledger
  startedAt: string
  committedAt: string
  error: string | null
}

/** Whether a run of this mode ends when its queue is found empty: what follows a queue never does. */
export function endsWhenEmpty(mode: RunMode): boolean {
  return mode !== 'follow'
}

/** Whether a run still works: it may be stopped, and it is shown live. */
export function isActive(state: RunState): boolean {
  return state === 'running' || state === 'stopping'
}

/** Whether a run works on the queue itself: a redrive is in no other run's way. */
export function isOnQueue({ state, mode }: Pick<RunSummary, 'state' | 'mode'>): boolean {
  return isActive(state) && mode !== 'redrive'
}

/** By how many messages the ledger is off: positive if some are unaccounted for. */
export function imbalance(ledger: Omit<Ledger, 'acknowledged' | 'balanced'>): number {
  return ledger.received - ledger.stored - ledger.duplicates - ledger.rejected - ledger.failed
}
