import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { QueueFailure } from '@/lib/queue/queue-failure'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'

/** The queue that an ARN names. */
export type QueueTarget = { arn: string; account: string; name: string }

/** The dead-letter queue that a redrive policy names; null where it names none. */
export function deadLetterTarget(redrivePolicy: string | undefined): QueueTarget | null {
  try {
    return queueTarget(JSON.parse(redrivePolicy ?? '{}').deadLetterTargetArn)
  } catch {
    return null
  }
}

/** @returns null where it is no ARN of a queue. */
function queueTarget(arn: unknown): QueueTarget | null {
  const [, , , , account, name] = typeof arn === 'string' ? arn.split(':') : []
  return account && name ? { arn: arn as string, account, name } : null
}

/**
 * Finds where a queue is that the server of `place` knows, by asking; where asking is not permitted, by the
 * form of our own queue's address, as both are in the same region and most often in the same account.
 */
export async function findQueue<Place extends QueuePlace & { timeoutMs?: number }>(
  client: SQSClient,
  place: Place,
  { account, name }: QueueTarget,
): Promise<Place> {
  const there = { ...place, queue: name }
  const command = new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account })
  try {
    const { QueueUrl = '' } = await callQueue('GetQueueUrl', there, (abortSignal) =>
      client.send(command, { abortSignal }),
    )
    return { ...there, url: QueueUrl }
  } catch (error) {
    if (!(error instanceof QueueFailure && /^AccessDenied/.test(error.code ?? ''))) throw error
    return { ...there, url: siblingUrl(place.url, account, name) }
  }
}

/** `https://sqs.eu-west-1.amazonaws.com/123456789012/logins` and its like. */
export function siblingUrl(url: string, account: string, name: string): string {
  const sibling = new URL(url)
  const path = sibling.pathname.split('/').slice(0, -1)
  // Whose the queue is stands in the address of Amazon's, and not in that of every server.
  if (/^\d{12}$/.test(path.at(-1) ?? '')) path[path.length - 1] = account
  sibling.pathname = [...path, name].join('/')
  return sibling.href
}
