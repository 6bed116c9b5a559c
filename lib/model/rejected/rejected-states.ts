/** What became of a rejected message: a CHECK of the database holds the same list. */
export const REJECTED_STATES = ['kept', 'returning', 'returned', 'discarded'] as const

export type RejectedState = (typeof REJECTED_STATES)[number]
