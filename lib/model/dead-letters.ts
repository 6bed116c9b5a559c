/** What is known of a dead-letter queue besides its counts. */
export type DeadLetterPlace = {
  name: string
  /** How long it keeps a message, from the moment it was first sent; null where it does not say. */
  retentionSeconds: number | null
  /** Other queues that it serves, by name; null where it does not say. */
  otherSources: string[] | null
}

export const MOVE_STATES = ['running', 'completed', 'cancelling', 'cancelled', 'failed'] as const

/** A move of dead letters back to their queues, as the queue's server makes it. Times are ISO 8601, UTC. */
export type MoveTask = {
  /** What it is cancelled by; null where it cannot be any more. */
  handle: string | null
  state: (typeof MOVE_STATES)[number]
  /** Approximate counts; null where the server does not say. */
  moved: number
  toMove: number | null
  /** The most messages a second that were asked for; null where it is up to the server. */
  maxPerSecond: number | null
  /** The server's code where it failed. */
  failure: string | null
  startedAt: string | null
}

/** The most messages a second that one may ask for: SQS moves no faster. */
export const MAX_RATE = 500
