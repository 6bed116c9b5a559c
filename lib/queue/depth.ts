import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { QueueDepth } from '@/lib/live-view'
import { callQueue } from '@/lib/queue/call-queue'
import type { QueuePlace } from '@/lib/queue/queue'

/** Reads the approximate counts of a queue and of its dead-letter queue; see `Queue.depth`. */
export async function readDepth(client: SQSClient, place: QueuePlace): Promise<QueueDepth> {
  const attributes = await readAttributes(client, place, [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
    'RedrivePolicy',
  ])
  return {
    name: place.queue,
    visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    deadLetter: await readDeadLetterDepth(client, place, attributes.RedrivePolicy),
    readAt: new Date().toISOString(),
  }
}

/** Reads how long a received message stays hidden, in seconds. */
export async function readVisibilityTimeout(client: SQSClient, place: QueuePlace): Promise<number> {
  const { VisibilityTimeout } = await readAttributes(client, place, ['VisibilityTimeout'])
  return Number(VisibilityTimeout ?? 30)
}

async function readAttributes(
  client: SQSClient,
  place: QueuePlace,
  names: QueueAttributeName[],
): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: place.url, AttributeNames: names })
  const { Attributes = {} } = await callQueue('GetQueueAttributes', place, (abortSignal) =>
    client.send(command, { abortSignal }),
  )
  return Attributes
}

async function readDeadLetterDepth(client: SQSClient, place: QueuePlace, redrivePolicy?: string) {
  const target = deadLetterTarget(redrivePolicy)
  if (target === null) return null
  try {
    const command = new GetQueueUrlCommand({
      QueueName: target.name,
      QueueOwnerAWSAccountId: target.account,
    })
    const there = { ...place, queue: target.name }
    const { QueueUrl = '' } = await callQueue('GetQueueUrl', there, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    const counts = await readAttributes(client, { ...there, url: QueueUrl }, [
      'ApproximateNumberOfMessages',
    ])
    return Number(counts.ApproximateNumberOfMessages ?? 0)
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
