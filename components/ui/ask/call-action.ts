import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { isRefusedOrigin } from '@/lib/model/answers/refused-origin'
import { isRefusedRequest } from '@/lib/model/answers/refused-request'
import { SIGNED_OUT_PROBLEM } from '@/lib/model/answers/signed-out'

/** Said to the window where the server no longer knows what the page asks of it. */
export const UPDATED_EVENT = 'veilgate:updated'

const UPDATED =
  'Nothing was done: Veilgate was updated, and this page is from before the update. Reload it, then try again.'

/** What a person is told who got no answer: whether the server did something is not known. */
type Unanswered = { kind: 'unanswered'; problem: string }

/** Longer than an action takes that asks the database and the queue a few things, each with its own deadline. */
const TIMEOUT_MS = 60_000

const PATIENT_TIMEOUT_MS = 30 * 60_000

/**
 * Calls a server action. Actions do not throw: where one does, or is not answered in time, no answer came from the
 * server, and that is an outcome like the others.
 * @param advice what that means here, or what to do, in a sentence.
 */
export async function callAction<Result>(
  action: () => Promise<Result>,
  advice = 'Check that the console is still running, then try again.',
  timeoutMs = TIMEOUT_MS,
): Promise<Result | Unanswered> {
  try {
    return await inTime(action(), timeoutMs)
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) {
      window.dispatchEvent(new Event(UPDATED_EVENT))
      return { kind: 'unanswered', problem: UPDATED }
    }
    if (error instanceof Error && isSaidByServer(error.message)) {
      return { kind: 'unanswered', problem: error.message }
    }
    return { kind: 'unanswered', problem: `No response from the server. ${advice}` }
  }
}

/** As `callAction`, for what may take minutes: counting or changing all that a filter finds, or that a person has. */
export function callPatiently<Result>(
  action: () => Promise<Result>,
  advice?: string,
): Promise<Result | Unanswered> {
  return callAction(action, advice, PATIENT_TIMEOUT_MS)
}

/** The advice where a list shows whether it was done. */
export const CHECK_THE_LIST = 'Check the list to see whether it went through.'

/** @throws where there is no answer in time. The action goes on: Next knows no way to call one off. */
function inTime<Result>(answer: Promise<Result>, timeoutMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer in time')), timeoutMs)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** The console refused it before it came to the action. */
function isSaidByServer(message: string): boolean {
  return message === SIGNED_OUT_PROBLEM || isRefusedOrigin(message) || isRefusedRequest(message)
}
