import type { MASKED_FIELDS, SharedField } from '@/lib/model/masked-fields'
import type { ReviewMark } from '@/lib/model/shared/reviews'

/** What several users may share. */
export type SharedKind = (typeof MASKED_FIELDS)[SharedField]['sharing']['kind']

/** What values of each kind are met with. */
export const OTHER_KIND = { device: 'ip', ip: 'device' } as const satisfies Record<
  SharedKind,
  SharedKind
>

/** Whether a text, such as part of an address, names a kind. */
export function isSharedKind(text: string): text is SharedKind {
  return Object.hasOwn(OTHER_KIND, text)
}

/** A device or an IP with the figures of its logins. Times are ISO 8601, UTC. */
export type SharedRow = {
  token: string
  logins: number
  users: number
  /** Distinct users since the day a list begins at, see `MAX_RECENT_USERS`; null where it has no such day. */
  recentUsers: number | null
  /** IPs of a device, devices of an IP. */
  others: number
  firstSeen: string
  lastSeen: string
  /** The mark in force; null where nobody has looked at it. */
  mark: ReviewMark | null
  /** The address of who looks after it. */
  assignee: string | null
}

/** Of more users within a time than this, a list counts one more only. */
export const MAX_RECENT_USERS = 1_000

export type SharedSort = 'users' | 'logins' | 'others' | 'firstSeen' | 'lastSeen'
