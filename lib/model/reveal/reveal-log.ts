import { RECORDED_PERMISSIONS } from '@/lib/model/permissions'

/** What people do that leaves a row in the reveal log; whoever may browse may export. */
export const REVEAL_ACTIONS = [...RECORDED_PERMISSIONS, 'export'] as const

export type RevealAction = (typeof REVEAL_ACTIONS)[number]

/**
 * How it went. `asked` is written before anything is opened; the row that tells what came of it
 * names that row as its `requestId`.
 */
export const REVEAL_OUTCOMES = [
  'asked',
  'done',
  'refused',
  'wrong-passphrase',
  'locked',
  'over-limit',
  'failed',
] as const

export type RevealOutcome = (typeof REVEAL_OUTCOMES)[number]

/** What is to be written: never an original. */
export type RevealLogEntry = {
  action: RevealAction
  outcome: RevealOutcome
  /** The row that asked. */
  requestId?: string | undefined
  userId: string
  /** The address of the account, as it was then. */
  userName: string
  tokens?: readonly string[] | undefined
  /** What became of each token. */
  outcomes?: readonly string[] | undefined
  /** What else it was about, such as a rejected message's id. */
  subject?: string | undefined
  reason?: string | undefined
  ticket?: string | undefined
  /** Only where a trusted proxy vouches for it. */
  clientAddress?: string | undefined
}

/** A row of the reveal log. Absent texts are null, absent lists empty. */
export type RevealLogRow = {
  id: string
  /** ISO 8601, UTC, to the millisecond. */
  at: string
  action: string
  outcome: string
  requestId: string | null
  userId: string
  userName: string
  tokens: string[]
  outcomes: string[]
  subject: string | null
  reason: string | null
  ticket: string | null
  clientAddress: string | null
  /** The login of the database that appended it; null where that was not noted yet. */
  databaseUser: string | null
  previousHash: string
  hash: string
}

/** A row, and how many times what it records happened: more than once only where it is a refusal. */
export type CountedRow = RevealLogRow & { times: number }
