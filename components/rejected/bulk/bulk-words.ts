import { formatCapped, formatCount, formatNumber } from '@/lib/format/format'
import {
  type BulkAction,
  type BulkPreview,
  type BulkSettled,
  type BulkStop,
  MAX_AT_ONCE,
  OPEN_COUNT_CAP,
} from '@/lib/model/rejected/rejected-bulk'

type Words = { title: string; verb: string; done: string; means: string }

/** A bulk action in words; `done` completes “34 messages …”. */
export const BULK_WORDS: Record<BulkAction, Words> = {
  return: {
    title: 'Return all open messages to the queue?',
    verb: 'Return',
    done: 'returned to the queue',
    means:
      'Each becomes a new message that carries the old id, and the next run receives it. What is still no login is rejected again. Bodies are opened for that and not shown; each counts as one revealed value.',
  },
  discard: {
    title: 'Discard all open messages?',
    verb: 'Discard',
    done: 'discarded',
    means:
      'Their sealed bodies are overwritten: nobody can open or return them any more. Their rows stay, with their reasons and your name, and the ledger still adds up.',
  },
}

/** How many open messages fit, and how many of them are taken if that is not all. */
export function takenWords({ open, take, allowance }: BulkPreview, action: BulkAction): string {
  const fit = `${formatCapped(open, OPEN_COUNT_CAP)} open ${open === 1 ? 'message fits' : 'messages fit'} the filters.`
  if (take >= open) return fit
  const most = MAX_AT_ONCE[action]
  const isAllowance = allowance !== null && allowance < most
  if (take === 0 && isAllowance) {
    return `${fit} None can be returned now: your limit of revealed values for this hour is used up.`
  }
  const why = isAllowance
    ? `you have ${formatCount(allowance, 'value')} left for this hour`
    : `at most ${formatNumber(most)} are taken at once`
  return `${fit} The oldest ${formatNumber(take)} are taken: ${why}.`
}

const STOP_WORDS: Record<BulkStop, string> = {
  asked: 'You stopped it.',
  time: 'It ended after 50 seconds. Start it again to do the rest.',
  queue: 'It was ended, as the queue did not take them.',
  failed: 'It was ended by a failure.',
}

const OTHER_WORDS: Record<string, string> = {
  'in-doubt': 'in doubt: whether the queue took them is not known. Look for them there',
  'not-sent': 'not taken by the queue, and kept as they were',
  'settled-already': 'returned or discarded by somebody else meanwhile',
  tampered: 'not opened: their bodies were changed',
  'missing-key': 'not opened: their key is missing',
  'foreign-key': 'not opened: they were sealed for another vault',
}

/** What came of it, in sentences. */
export function settledWords(settled: BulkSettled, action: BulkAction): string[] {
  const { done, asked, others, stopped, problem } = settled
  const ofAll = done === asked ? '' : ` of ${formatNumber(asked)}`
  return [
    `${formatNumber(done)}${ofAll} ${asked === 1 ? 'message' : 'messages'} ${BULK_WORDS[action].done}.`,
    ...others.map(({ outcome, messages }) => {
      return `${formatNumber(messages)} ${OTHER_WORDS[outcome] ?? outcome}.`
    }),
    ...(stopped === null ? [] : [STOP_WORDS[stopped]]),
    ...(problem === null ? [] : [problem]),
  ]
}
