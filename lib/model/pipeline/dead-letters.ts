import type { RejectReason } from '@/lib/model/reject-reasons'

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

/** A dead letter as it was looked at: never what it says. Times are ISO 8601, UTC. */
export type DeadLetter = {
  messageId: string
  sentAt: string
  /** How often it was delivered, looks included. */
  receiveCount: number
  bodyBytes: number
  /** What a redrive will make of it. */
  becomes: DeadLetterFate
  /** Why it is rejected, or would be. */
  reasons: RejectReason[]
  /** Those of its fields that Veilgate knows, by name. */
  fieldNames: string[]
  /** Why its last delivery failed, where a batch that held it was given up. */
  lastFailure: { runId: number; error: string; failedAt: string } | null
}

/** `stored` and `rejected` already: only removed. `login` will be stored, `no-login` rejected. */
export const DEAD_LETTER_FATES = ['stored', 'rejected', 'login', 'no-login'] as const

export type DeadLetterFate = (typeof DEAD_LETTER_FATES)[number]

/** A look at a few dead letters. */
export type DeadLetterSample = {
  letters: DeadLetter[]
  /** ISO 8601, UTC. */
  lookedAt: string
}

/** What a sample tells: how many of each fate, and when the oldest was sent; null where it is empty. */
export function sampleFigures(letters: readonly DeadLetter[]): {
  fates: Record<DeadLetterFate, number>
  oldest: string | null
} {
  const fates = { stored: 0, rejected: 0, login: 0, 'no-login': 0 }
  let oldest: string | null = null
  for (const { becomes, sentAt } of letters) {
    fates[becomes] += 1
    if (oldest === null || sentAt < oldest) oldest = sentAt
  }
  return { fates, oldest }
}

/** Whether it has a row, which a move back to the queue would have stored a second time. */
export function isKnown({ becomes }: DeadLetter): boolean {
  return becomes === 'stored' || becomes === 'rejected'
}

/** What the queue's server says of its own moves. */
export type Moves =
  | { kind: 'listed'; tasks: MoveTask[] }
  /** It does not know them. */
  | { kind: 'unsupported' }
  /** It could not be asked: why, in words. */
  | { kind: 'unknown'; cause: string }
