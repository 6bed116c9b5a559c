/**
 * The SQL of the name of the Postgres channel on which every process that ingests tells of what it
 * committed. Channels are the database's, whatever the schema: each installation has its own.
 */
export const LEDGER_CHANNEL = `(CASE current_schema() WHEN 'public' THEN 'veilgate_ledger'
  ELSE 'veilgate_ledger_' || md5(current_schema()::text) END)`

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
