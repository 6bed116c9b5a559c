import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

/** What can be done with many rejected messages at once. */
export const BULK_ACTIONS = ['return', 'discard'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

/** Beyond this a count of open messages stops; show it as `10,000+`. */
export const OPEN_COUNT_CAP = 10_000

/** So many at most in one go: it is one request, which has to end while somebody waits for it. */
export const MAX_AT_ONCE: Record<BulkAction, number> = { return: 1_000, discard: 10_000 }

/** What a bulk action would do, counted before anybody justifies it. */
export type BulkPreview = {
  kind: 'previewed'
  filter: RejectedFilter
  /** How many open messages fit: exact up to `OPEN_COUNT_CAP`, and one more beyond. */
  open: number
  /** How many of them this would take: the oldest. */
  take: number
  /** None that was rejected later is taken. */
  throughId: string
  /** Why they were rejected, most first: reasons as they are stored. */
  reasons: { reason: string; messages: number }[]
  /** How many values the person may still ask for within the hour; null where that is no limit. */
  allowance: number | null
}

/** What became of those that were neither returned nor discarded, such as `in-doubt`. */
export type BulkOther = { outcome: string; messages: number }

/** Why it ended before all were tried. */
export type BulkStop = 'asked' | 'time' | 'queue' | 'failed'

export type BulkSettled = {
  kind: 'settled'
  /** The row of the reveal log that asked. */
  requestId: string
  /** How many it was to take, and how many it returned or discarded. */
  asked: number
  done: number
  others: BulkOther[]
  stopped: BulkStop | null
  /** In a sentence, where something went wrong. */
  problem: string | null
}
