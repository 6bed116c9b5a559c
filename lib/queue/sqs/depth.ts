import type { SQSClient } from '@aws-sdk/client-sqs'
import { failureSentence } from '@/lib/errors'
import type { QueueDepth } from '@/lib/model/live/live-view'
import { deadLetterTarget, findQueue } from '@/lib/queue/sqs/find-dead-letters'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
import { readAttributes } from '@/lib/queue/sqs/read-attributes'
import { toQueueFailure } from '@/lib/queue/sqs/to-queue-failure'

/** Of a dead-letter queue that does not answer, the depth is unknown: it must not hold up the other. */
const DEAD_LETTER_TIMEOUT_MS = 3_000

/** Reads the approximate counts of a queue and of its dead-letter queue; see `Queue.depth`. */
export async function readDepth(client: SQSClient, place: QueuePlace): Promise<QueueDepth> {
  const attributes = await readAttributes(client, place, [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
    'RedrivePolicy',
    'VisibilityTimeout',
  ])
  const timeout = attributes.VisibilityTimeout
  return {
    name: place.queue,
    visible: wholeNumber(attributes.ApproximateNumberOfMessages, place),
    inFlight: wholeNumber(attributes.ApproximateNumberOfMessagesNotVisible, place),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    ...(await readDeadLetterDepth(client, place, attributes.RedrivePolicy)),
    visibilityTimeoutSeconds: timeout === undefined ? undefined : Number(timeout),
    readAt: new Date().toISOString(),
  }
}

/** @throws QueueFailure where it was not told: a queue must not pass for empty by it. */
export function wholeNumber(text: string | undefined, place: QueuePlace): number {
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text)
  const error = Object.assign(new Error(), { code: 'IncompleteAttributes' })
  throw toQueueFailure(error, { action: 'GetQueueAttributes', ...place })
}

async function readDeadLetterDepth(
  client: SQSClient,
  place: QueuePlace,
  redrivePolicy?: string,
): Promise<Pick<QueueDepth, 'deadLetter' | 'deadLetterFailure'>> {
  const target = deadLetterTarget(redrivePolicy)
  if (target === null) return { deadLetter: null }
  try {
    const there = { ...place, timeoutMs: DEAD_LETTER_TIMEOUT_MS }
    const deadLetters = await findQueue(client, there, target)
    const counts = await readAttributes(client, deadLetters, ['ApproximateNumberOfMessages'])
    return { deadLetter: wholeNumber(counts.ApproximateNumberOfMessages, deadLetters) }
  } catch (error) {
    // We may be allowed to use the queue and not its dead-letter queue: then its depth is unknown.
    return { deadLetter: null, deadLetterFailure: failureSentence(error) }
  }
}
