import { NewerSchema } from '@/lib/db/schema/refuse-newer-schema'
import { failureCode } from '@/lib/errors'

/**
 * SQLSTATE classes 22 (data), 23 (constraints) and P0 (raised by a trigger) blame what was sent.
 * Not so 23505: the only row that can be there already is the ledger row of an attempt whose answer
 * was lost, and which the next attempt will find.
 */
export function isAboutTheData(error: unknown): boolean {
  return /^(22|23(?!505)|P0)...$/.test(failureCode(error) ?? '')
}

/** Failures that pass when the transaction is simply tried again: it met another one. */
export function isPassing(error: unknown): boolean {
  return /^40(001|P01)$/.test(failureCode(error) ?? '')
}

/** Failures that no later attempt of this process can mend. */
export function isForGood(error: unknown): boolean {
  return error instanceof NewerSchema
}

/**
 * Failures that a newer schema explains as well as the data does: a column that is missing, or one that
 * must be filled. SQLSTATE classes 42 (names) and 0A (a plan that fits the table no more) beside those
 * that blame what was sent.
 */
export function mayBeTheSchema(error: unknown): boolean {
  return (
    isAboutTheData(error) ||
    /^((42|0A)...|P202[12]|TableDoesNotExist|ColumnNotFound)$/.test(failureCode(error) ?? '')
  )
}
