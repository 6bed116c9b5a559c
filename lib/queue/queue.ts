import type { SQSClient } from '@aws-sdk/client-sqs'
import { env, queueUrl } from '@/lib/env'
import type { QueueDepth } from '@/lib/live-view'
import { acknowledge } from '@/lib/queue/acknowledge'
import { createSqsClient } from '@/lib/queue/client'
import { readDepth, readVisibilityTimeout } from '@/lib/queue/depth'
import { receive } from '@/lib/queue/receive'
import { type RefusedMessage, type SentBack, send, sendBack } from '@/lib/queue/send'

/** One delivery of a message. */
export type QueueMessage = {
  messageId: string
  receiptHandle: string
  body: string
  /** SQS SentTimestamp. */
  sentAt: Date
  receiveCount: number
  /** On the clock of `performance.now()`; the visibility timeout runs from before it. */
  receivedAtMs: number
}

/** The queue of logins: the only door to SQS. */
export type Queue = {
  name: string
  url: string
  /** Approximate counts. Source: GetQueueAttributes. */
  depth(): Promise<QueueDepth>
  /** The queue's own visibility timeout. */
  visibilityTimeoutSeconds(): Promise<number>
  /**
   * Receives up to 10 messages, waiting for the first as long as told (0 to 20 s).
   * @returns none where the wait ended or was aborted.
   */
  receive(options: { waitSeconds: number; signal?: AbortSignal }): Promise<QueueMessage[]>
  /** Deletes messages. @returns those that are known to be deleted; the others will reappear. */
  acknowledge(messages: readonly QueueMessage[]): Promise<QueueMessage[]>
  /** Sends bodies as they are. @returns those the queue refused, by their index. */
  send(bodies: readonly string[]): Promise<RefusedMessage[]>
  /**
   * Sends a body, in one attempt, as a new message that names the one it was once received as.
   * @throws where it is not known whether the queue took it.
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
  const { AWS_ENDPOINT_URL_SQS, AWS_REGION } = env()
  const options = { url, endpoint: AWS_ENDPOINT_URL_SQS, region: AWS_REGION }
  const client = createSqsClient(options)
  const name = new URL(url).pathname.split('/').at(-1) ?? url
  const queue: Queue = {
    name,
    url,
    depth: () => readDepth(client, url, name),
    visibilityTimeoutSeconds: () => readVisibilityTimeout(client, url),
    receive: (options) => receive(client, url, options),
    acknowledge: (messages) => acknowledge(client, url, messages),
    send: (bodies) => send(client, url, bodies),
    sendBack: async (body, oldMessageId) => {
      const oneAttempt = createSqsClient({ ...options, maxAttempts: 1 })
      return sendBack(oneAttempt, url, body, oldMessageId).finally(() => oneAttempt.destroy())
    },
  }
  return { queue, client }
}
