import { REJECTED_STATES, type RejectedState } from '@/lib/model/rejected-states'

/** What rejected messages are counted by. */
export const REJECTED_GROUPINGS = ['reason', 'field', 'day', 'run'] as const
export type RejectedGrouping = (typeof REJECTED_GROUPINGS)[number]

/** The field that reasons are counted under which are about the message as a whole. */
export const WHOLE_MESSAGE = 'message'

/** So many messages are counted at most, the newest first; shown as `100,000+`. */
export const GROUPED_MESSAGES_CAP = 100_000

/** Beyond this a count stops; show it as `10,000+`. */
export const REJECTED_COUNT_CAP = 10_000

/** How many fit a filter, and how many of those are open: each exact up to the cap, and one more beyond. */
export type RejectedCounts = { total: number; open: number }

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
  /** How many messages were counted: one more than `GROUPED_MESSAGES_CAP` where there are more. */
  counted: number
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
