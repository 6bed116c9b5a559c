import { failureCode, UserError } from '@/lib/errors'
import { withTimeout } from '@/lib/with-timeout'

/** Longer than any one query: what that says of its failure says more. */
const TIMEOUT_MS = 12_000

/**
 * What a page reads from the database, if it comes in time: a page that says why something cannot be
 * shown, and offers another try, is better than one that never comes.
 */
export async function inTime<T>(reading: Promise<T>, timeoutMs = TIMEOUT_MS): Promise<T> {
  try {
    return await withTimeout(timeoutMs, reading)
  } catch (error) {
    if (failureCode(error) !== 'ETIMEDOUT') throw error
    throw new UserError('The database did not answer in time', { cause: error })
  }
}
