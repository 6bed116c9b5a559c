import { REJECTED_STATES, type RejectedState } from '@/lib/model/rejected/rejected-states'

/** What rejected messages are counted by. */
export const REJECTED_GROUPINGS = ['reason', 'field', 'day', 'run'] as const
export type RejectedGrouping = (typeof REJECTED_GROUPINGS)[number]

/** The field that reasons are counted under which are about the message as a whole. */
export const WHOLE_MESSAGE = 'message'

/**
 * So many messages of a run, of a time or of all are looked at for what else is asked of them, the newest
 * first: what a page costs does not grow with what was ever rejected.
 */
export const MAX_LOOKED_AT = 20_000

/** A number, or the least that it is. */
export type AtLeast = { count: number; isExact: boolean }

/** How many fit a filter, and how many of those are open: neither returned nor discarded, nor in doubt. */
export type RejectedCounts = { total: AtLeast; open: AtLeast }

/** Which rejected messages; all where nothing is said. Times are Unix ms, `toMs` not part of them. */
export type RejectedFilter = {
  runId?: number | undefined
  /** As it is stored: `ip:missing`, `not-json`. */
  reason?: string | undefined
  /** A field, or `WHOLE_MESSAGE`. */
  field?: string | undefined
  state?: RejectedState | undefined
  /** The row of the reveal log that asked for their being returned or discarded. */
  requestId?: string | undefined
  fromMs?: number | undefined
  toMs?: number | undefined
}

/** Messages that have something in common, which `key` names. */
export type RejectedGroup = {
  /** A reason as it is stored, a field, the day's first moment in Unix ms, or the run's number. */
  key: string
  messages: number
  states: Record<RejectedState, number>
  /** ISO 8601. */
  firstAt: string
  lastAt: string
  /** How many on each day of `dayStarts`. */
  days: number[]
}

export type RejectedGroups = {
  by: RejectedGrouping
  /** Most messages first; days and runs newest first. One message may be in several. */
  groups: RejectedGroup[]
  /** How many messages were counted. */
  counted: AtLeast
  /** The days of the trend in the viewer's zone, oldest first. */
  dayStarts: number[]
  /** When the last of them ends. */
  daysEndMs: number
}

/** No message in any state. */
export function noStates(): Record<RejectedState, number> {
  return Object.fromEntries(REJECTED_STATES.map((state) => [state, 0])) as Record<
    RejectedState,
    number
  >
}
