import type { SQSClient } from '@aws-sdk/client-sqs'
import { env, queueUrl } from '@/lib/env'
import { log } from '@/lib/log'
import type { QueueDepth } from '@/lib/model/live-view'
import { type Acknowledged, acknowledge } from '@/lib/queue/acknowledge'
import { createSqsClient } from '@/lib/queue/client'
import { readDepth, readVisibilityTimeout } from '@/lib/queue/depth'
import { queuePlace } from '@/lib/queue/queue-place'
import { type QueueMessage, type ReceiveOptions, receive } from '@/lib/queue/receive'
import { type RefusedMessage, type SentBack, send, sendBack } from '@/lib/queue/send'

/** The queue of logins: the only door to SQS. Whatever fails throws a QueueFailure. */
export type Queue = {
  name: string
  url: string
  /** Approximate counts. Source: GetQueueAttributes. */
  depth(): Promise<QueueDepth>
  /** The queue's own visibility timeout. */
  visibilityTimeoutSeconds(): Promise<number>
  /**
   * Receives up to 10 messages.
   * @returns none where the wait ended or was aborted.
   * @throws QueueFailure also where messages were handed out and cannot be used: they are in flight.
   */
  receive(options: ReceiveOptions): Promise<QueueMessage[]>
  /** Deletes messages, call by call: one that fails takes nothing back from another. Never throws. */
  acknowledge(messages: readonly QueueMessage[]): Promise<Acknowledged>
  /** Sends bodies as they are. @returns those the queue refused, by their index. */
  send(bodies: readonly string[]): Promise<RefusedMessage[]>
  /**
   * Sends a body, in one attempt, as a new message that names the one it was once received as.
   * @throws QueueFailure where it is not known whether the queue took it.
   */
  sendBack(body: string, oldMessageId: string): Promise<SentBack>
}

const shared = globalThis as { veilgateQueue?: { queue: Queue; client: SQSClient } }

/** The process-wide queue of the configuration. @throws UserError where none is configured. */
export function openQueue(): Queue {
  shared.veilgateQueue ??= connect(queueUrl())
  return shared.veilgateQueue.queue
}

/** Closes the connections to the queue; the next `openQueue()` opens new ones. */
export function closeQueue(): void {
  shared.veilgateQueue?.client.destroy()
  shared.veilgateQueue = undefined
}

function connect(url: string) {
  const { AWS_REGION: configured } = env()
  const place = queuePlace({ ...env(), url })
  if (configured !== undefined && configured !== place.region) {
    log.warn('queue.region', { signedFor: place.region, configured })
  }
  const client = createSqsClient(place)
  const queue: Queue = {
    name: place.queue,
    url,
    depth: () => readDepth(client, place),
    visibilityTimeoutSeconds: () => readVisibilityTimeout(client, place),
    receive: (options) => receive(client, place, options),
    acknowledge: (messages) => acknowledge(client, place, messages),
    send: (bodies) => send(client, place, bodies),
    sendBack: async (body, oldMessageId) => {
      const oneAttempt = createSqsClient({ ...place, maxAttempts: 1 })
      return sendBack(oneAttempt, place, body, oldMessageId).finally(() => oneAttempt.destroy())
    },
  }
  return { queue, client }
}
