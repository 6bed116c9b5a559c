/** A kind of failure of the database, and its words. */
export type DatabaseFailure = {
  codes: RegExp
  /** Such as the queue's server may have, too. */
  isNetwork?: boolean
  /** @param database the sentence's subject. */
  words: (database: string, variable: string, deadlineMs: number | undefined) => string
}
