import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { QueueDepth } from '@/lib/model/live/live-view'
import { callQueue } from '@/lib/queue/sqs/call-queue'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
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
    deadLetter: await readDeadLetterDepth(client, place, attributes.RedrivePolicy),
    visibilityTimeoutSeconds: timeout === undefined ? undefined : Number(timeout),
    readAt: new Date().toISOString(),
  }
}

/** Reads how long a received message stays hidden, in seconds. */
export async function readVisibilityTimeout(client: SQSClient, place: QueuePlace): Promise<number> {
  const { VisibilityTimeout } = await readAttributes(client, place, ['VisibilityTimeout'])
  return wholeNumber(VisibilityTimeout, place)
}

async function readAttributes(
  client: SQSClient,
  place: QueuePlace & { timeoutMs?: number },
  names: QueueAttributeName[],
): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: place.url, AttributeNames: names })
  const { Attributes = {} } = await callQueue('GetQueueAttributes', place, (abortSignal) =>
    client.send(command, { abortSignal }),
  )
  return Attributes
}

/** @throws QueueFailure where it was not told: a queue must not pass for empty by it. */
function wholeNumber(text: string | undefined, place: QueuePlace): number {
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text)
  const error = Object.assign(new Error(), { code: 'IncompleteAttributes' })
  throw toQueueFailure(error, { action: 'GetQueueAttributes', ...place })
}

async function readDeadLetterDepth(client: SQSClient, place: QueuePlace, redrivePolicy?: string) {
  const target = deadLetterTarget(redrivePolicy)
  if (target === null) return null
  try {
    const command = new GetQueueUrlCommand({
      QueueName: target.name,
      QueueOwnerAWSAccountId: target.account,
    })
    const there = { ...place, queue: target.name, timeoutMs: DEAD_LETTER_TIMEOUT_MS }
    const { QueueUrl = '' } = await callQueue('GetQueueUrl', there, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    const counts = await readAttributes(client, { ...there, url: QueueUrl }, [
      'ApproximateNumberOfMessages',
    ])
    return wholeNumber(counts.ApproximateNumberOfMessages, there)
  } catch {
    // We may be allowed to use the queue and not its dead-letter queue: then its depth is unknown.
    return null
  }
}

function deadLetterTarget(redrivePolicy?: string): { account: string; name: string } | null {
  try {
    const arn: unknown = JSON.parse(redrivePolicy ?? '{}').deadLetterTargetArn
    const [, , , , account, name] = typeof arn === 'string' ? arn.split(':') : []
    return account && name ? { account, name } : null
  } catch {
    return null
  }
}
