import type { MASKED_FIELDS, SharedField } from '@/lib/model/masked-fields'
import type { ReviewMark } from '@/lib/model/reviews'

/** What several users may share. */
export type SharedKind = (typeof MASKED_FIELDS)[SharedField]['sharing']['kind']

/** A device or an IP with the figures of its logins. Times are ISO 8601, UTC. */
export type SharedRow = {
  token: string
  logins: number
  users: number
  /** IPs of a device, devices of an IP. */
  others: number
  firstSeen: string
  lastSeen: string
  /** The mark in force; null where nobody has looked at it. */
  mark: ReviewMark | null
  /** The address of who looks after it. */
  assignee: string | null
}

export type SharedSort = 'users' | 'logins' | 'others' | 'lastSeen'
