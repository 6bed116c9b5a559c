import { count } from '@/lib/measure'
import { METRICS } from '@/lib/metric-definitions'
import type { QueueFailure } from '@/lib/queue/queue-failure'

const { action: ACTIONS } = METRICS.veilgate_sqs_calls_total.labels
type Action = (typeof ACTIONS)[number]

/**
 * Counts a call to SQS.
 * @param how it went: a failure that was answered or not, null where it was not answered in time,
 *   `aborted` where we ended it.
 */
export function countCall(action: string, how: 'ok' | 'aborted' | QueueFailure | null): void {
  const known = ACTIONS.find((name): name is Action => name === action) ?? 'other'
  count('veilgate_sqs_calls_total', { action: known, result: resultOf(how) })
}

function resultOf(how: 'ok' | 'aborted' | QueueFailure | null) {
  if (how === 'ok' || how === 'aborted') return how
  if (how === null || how.status === undefined) return 'no-answer'
  if (/throttl|RequestLimitExceeded|TooManyRequests/i.test(how.code ?? '')) return 'throttled'
  return how.permanent ? 'refused' : 'failed'
}
