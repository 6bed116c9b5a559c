import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'
import { env } from '@/lib/env'
import { failureCode } from '@/lib/errors'
import { QueueFailure } from '@/lib/queue/queue-failure'
import { KNOWN_FAILURES, type QueueCall } from '@/lib/queue/sqs/known-failures'

/** Says of any failure of a call what is wrong, where, and what to do. */
export function toQueueFailure(error: unknown, call: QueueCall): QueueFailure {
  if (error instanceof QueueFailure) return error
  const code = codeOf(error)
  const status = statusOf(error)
  const known = KNOWN_FAILURES.find(({ codes }) => codes.test(code))
  const message = known
    ? `${known.words(call)} (${code}).`
    : `${call.host} refused ${call.action} or failed at it: ${code}${status === undefined ? '' : `, HTTP ${status}`}.`
  return new QueueFailure(message, {
    code,
    status,
    cause: error,
    permanent: (known?.permanent ?? false) || isSpentSession(code),
  })
}

/** The same of one entry of a batch call that the queue answered but did not carry out. */
export function toEntryFailure(
  { Code: code = 'NotConfirmed', SenderFault }: Partial<BatchResultErrorEntry>,
  call: QueueCall,
): QueueFailure {
  const known = KNOWN_FAILURES.find(({ codes }) => codes.test(code))
  const message = known
    ? `${known.words(call)} (${code}).`
    : `${call.host} did not carry out ${call.action} for some messages: ${code}.`
  return new QueueFailure(message, {
    code,
    permanent: known?.permanent,
    blamesMessages: SenderFault,
    status: 200,
  })
}

/** A session given in the environment does not renew itself. */
function isSpentSession(code: string): boolean {
  return code.startsWith('ExpiredToken') && env().AWS_SESSION_TOKEN !== undefined
}

function codeOf(error: unknown): string {
  const found = failureCode(error)
  if (found !== undefined) return found
  if (!(error instanceof Error)) return typeof error
  if (error.message === 'Region is missing') return 'RegionMissing'
  // Old servers answer with `AWS.SimpleQueueService.NonExistentQueue`.
  return error.name.replace(/^AWS\.SimpleQueueService\./, '')
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode
}
