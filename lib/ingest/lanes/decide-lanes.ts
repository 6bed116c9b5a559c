import { formatNumber } from '@/lib/format/format'

export type LaneBounds = { min: number; max: number }

/** What happened in a span of some seconds. */
export type Span = {
  /** Messages received a second. */
  rate: number
  /** How many messages wait; null where the queue does not say. */
  waiting: number | null
  /** Messages that make a batch. */
  batchSize: number
  /** How long it took to store a batch, on average; null where none was. */
  storeMs: number | null
  /** Attempts to store that the database answered with trouble of its own. */
  troubles: number
}

/** How many lanes there are, why, and what the next decision has to know. */
export type LaneState = {
  lanes: number
  reason: string
  /** The rate before the last lane was added, while it is not known whether that helped. */
  rateBefore: number | null
  /** Spans in which no lane is added, since the last one did not help, or the database pushed back. */
  holdSpans: number
  /** Spans in a row in which little waited. */
  quietSpans: number
}

/** A batch that takes so long has the database near its limits. */
const SLOW_STORE_MS = 2_000
/** A lane that brings less than a twentieth more only adds load. */
const MIN_GAIN = 1.05
const HOLD_AFTER_TROUBLE = 6
const HOLD_AFTER_NO_GAIN = 24
const QUIET_SPANS = 6

/**
 * Decides after each span how many lanes there are to be. One more while there is a batch for each and
 * the last one helped; half as many where the database pushes back, so that it recovers; one fewer
 * while little waits. All within bounds.
 */
export function decideLanes(state: LaneState, span: Span, bounds: LaneBounds): LaneState {
  const within = clamp(state.lanes, bounds)
  if (within !== state.lanes) {
    return { ...fresh(within), reason: `the bounds are ${bounds.min} to ${bounds.max}` }
  }
  return (
    pushedBack(state, span, bounds) ?? deepQueue(state, span, bounds) ?? quiet(state, span, bounds)
  )
}

/** A state without a past. */
export function fresh(lanes: number): LaneState {
  return { lanes, reason: 'as it began', rateBefore: null, holdSpans: 0, quietSpans: 0 }
}

function clamp(lanes: number, { min, max }: LaneBounds): number {
  return Math.min(max, Math.max(min, lanes))
}

function pushedBack(state: LaneState, span: Span, bounds: LaneBounds): LaneState | null {
  const { storeMs, troubles } = span
  const isSlow = storeMs !== null && storeMs > SLOW_STORE_MS
  if (troubles === 0 && !isSlow) return null
  const lanes = clamp(Math.floor(state.lanes / 2), bounds)
  const held = { ...fresh(lanes), holdSpans: HOLD_AFTER_TROUBLE }
  if (lanes === state.lanes) return { ...held, reason: state.reason }
  const reason =
    troubles > 0
      ? `the database pushed back ${troubles === 1 ? 'once' : `${formatNumber(troubles)} times`}`
      : `storing a batch took ${((storeMs ?? 0) / 1_000).toFixed(1)} s`
  return { ...held, reason }
}

/** While there is a batch for each lane and one more. */
function deepQueue(state: LaneState, span: Span, bounds: LaneBounds): LaneState | null {
  const { rate, waiting, batchSize } = span
  if (waiting === null || waiting < (state.lanes + 1) * batchSize) return null
  const { rateBefore } = state
  if (rateBefore !== null && rate < rateBefore * MIN_GAIN) {
    const lanes = clamp(state.lanes - 1, bounds)
    const reason = `lane ${state.lanes} brought no more messages a second`
    return { ...fresh(lanes), reason, holdSpans: HOLD_AFTER_NO_GAIN }
  }
  const settled = { ...state, rateBefore: null, quietSpans: 0 }
  if (state.holdSpans > 0) return { ...settled, holdSpans: state.holdSpans - 1 }
  if (state.lanes >= bounds.max) return settled
  const reason = `about ${formatNumber(waiting)} messages wait, and the database keeps up`
  return { ...settled, lanes: state.lanes + 1, reason, rateBefore: rate }
}

function quiet(state: LaneState, span: Span, bounds: LaneBounds): LaneState {
  const { waiting, batchSize } = span
  const holdSpans = Math.max(0, state.holdSpans - 1)
  const known = { ...state, rateBefore: null, holdSpans }
  if (waiting === null) return known
  if (waiting >= batchSize) return { ...known, quietSpans: 0 }
  const quietSpans = state.quietSpans + 1
  if (quietSpans < QUIET_SPANS || state.lanes <= bounds.min) return { ...known, quietSpans }
  return { ...fresh(state.lanes - 1), reason: 'little waits on the queue' }
}
