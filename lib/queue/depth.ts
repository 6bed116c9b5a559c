import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { QueueDepth } from '@/lib/live-view'

/** Reads the approximate counts of a queue and of its dead-letter queue; see `Queue.depth`. */
export async function readDepth(client: SQSClient, url: string, name: string): Promise<QueueDepth> {
  const attributes = await readAttributes(client, url, [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
    'RedrivePolicy',
  ])
  return {
    name,
    visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    deadLetter: await readDeadLetterDepth(client, attributes.RedrivePolicy),
    readAt: new Date().toISOString(),
  }
}

/** Reads how long a received message stays hidden, in seconds. */
export async function readVisibilityTimeout(client: SQSClient, url: string): Promise<number> {
  const { VisibilityTimeout } = await readAttributes(client, url, ['VisibilityTimeout'])
  return Number(VisibilityTimeout ?? 30)
}

async function readAttributes(
  client: SQSClient,
  url: string,
  names: QueueAttributeName[],
): Promise<Record<string, string>> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names }),
  )
  return Attributes
}

async function readDeadLetterDepth(client: SQSClient, redrivePolicy?: string) {
  const target = deadLetterTarget(redrivePolicy)
  if (target === null) return null
  try {
    const { QueueUrl } = await client.send(
      new GetQueueUrlCommand({ QueueName: target.name, QueueOwnerAWSAccountId: target.account }),
    )
    const counts = await readAttributes(client, QueueUrl ?? '', ['ApproximateNumberOfMessages'])
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
