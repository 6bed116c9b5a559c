import type { MASKED_FIELDS, SharedField } from '@/lib/model/masked-fields'

/** What several users may share. */
export type SharedKind = (typeof MASKED_FIELDS)[SharedField]['sharing']['kind']

export const REVIEW_MARKS = ['reviewed', 'suspicious', 'expected'] as const
export type ReviewMark = (typeof REVIEW_MARKS)[number]

/** A device or an IP with the figures of its logins. Times are ISO 8601, UTC. */
export type SharedRow = {
  token: string
  logins: number
  users: number
  /** IPs of a device, devices of an IP. */
  others: number
  firstSeen: string
  lastSeen: string
  /** What was last said of a device; null where nothing was, and for IPs. */
  mark: ReviewMark | null
}

export type SharedSort = 'users' | 'logins' | 'others' | 'lastSeen'

/** What somebody said of a device. */
export type DeviceReview = {
  mark: ReviewMark
  note: string
  by: string
  /** ISO 8601, UTC. */
  at: string
}
