/** The Postgres channel on which every process that ingests tells of what it committed. */
export const LEDGER_CHANNEL = 'veilgate_ledger'

/** A batch that was committed, or (`batchId` null) a run that changed its state. */
export type LedgerNotice = {
  runId: number
  batchId: string | null
  stored: number
  /** The keys of a few of its logins: message id and Unix milliseconds. */
  sample: [messageId: string, sentAtMs: number][]
}

/** What a listener sends itself, to find out whether it hears. */
export type LedgerEcho = { echo: string }
