import {
  GetQueueAttributesCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'

/** Attributes of a queue, by their names; those that the server does not know are missing. */
export async function readAttributes(
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
