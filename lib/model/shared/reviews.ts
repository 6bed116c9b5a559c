/** What people review: values that users share, and users. */
export const REVIEW_KINDS = ['device', 'ip', 'user'] as const
export type ReviewKind = (typeof REVIEW_KINDS)[number]

export const REVIEW_MARKS = ['reviewed', 'suspicious', 'expected'] as const
export type ReviewMark = (typeof REVIEW_MARKS)[number]

/** What somebody said of a device, an IP or a user. */
export type Review = {
  id: string
  /** Null where it was given to somebody before anybody marked it. */
  mark: ReviewMark | null
  note: string
  /** The address of who looks after it; null where nobody does. */
  assignee: string | null
  by: string
  /** ISO 8601, UTC. */
  at: string
}

/** What holds of something that was reviewed. */
export type ReviewState = Pick<Review, 'mark' | 'assignee'>

/** So many are marked at once. */
export const MAX_REVIEWED_AT_ONCE = 500
export const MAX_NOTE_LENGTH = 1_000

/** What a reviewer says of one or of several at once. */
export type ReviewInput = {
  kind: ReviewKind
  subjects: string[]
  /** Null leaves each with the mark that it has. */
  mark: ReviewMark | null
  note: string
  /** Null for nobody; absent leaves each with whoever looks after it. */
  assignee?: string | null | undefined
}
