import type { Message, MessageSystemAttributeName, QueueAttributeName } from '@aws-sdk/client-sqs'
import { type QueueMessage, RECEIVE_MAX_MESSAGES, type ReceiveOptions } from '@/lib/queue/queue'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { MessageCalls } from '@/lib/queue/sqs/calls/message-calls'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
import { toQueueFailure } from '@/lib/queue/sqs/to-queue-failure'

const MARGIN_MS = 5_000
/** What lies after it is no time in milliseconds, and none that a row can be known by. */
const YEAR_10000_MS = Date.UTC(10_000, 0)
const ATTRIBUTES = ['SentTimestamp', 'ApproximateReceiveCount'] as const

/** How a receive differs from that of ingestion. */
export type Special = {
  /** Attributes to ask for in place of those that ingestion needs. */
  attributes?: readonly string[]
  /** How long what is received stays hidden, in place of the queue's own visibility timeout. */
  visibilityTimeoutSeconds?: number
  /** Which messages to hand out; others stay in flight until they reappear. */
  isOurs?: (message: Message) => boolean
}

/** One ReceiveMessage call; see `MessageSource.receive`. */
export async function receive(
  calls: MessageCalls,
  place: QueuePlace,
  { waitSeconds, signal, timeoutMs = waitSeconds * 1_000 + MARGIN_MS }: ReceiveOptions,
  { attributes = ATTRIBUTES, visibilityTimeoutSeconds, isOurs = () => true }: Special = {},
): Promise<QueueMessage[]> {
  const receivedAtMs = performance.now()
  try {
    const { Messages } = await callQueue(
      'ReceiveMessage',
      { ...place, timeoutMs, signal },
      (signal) =>
        calls.receive(
          {
            QueueUrl: place.url,
            MaxNumberOfMessages: RECEIVE_MAX_MESSAGES,
            WaitTimeSeconds: waitSeconds,
            VisibilityTimeout: visibilityTimeoutSeconds,
            // Older servers know the first name of this parameter alone.
            AttributeNames: [...attributes] as QueueAttributeName[],
            MessageSystemAttributeNames: [...attributes] as MessageSystemAttributeName[],
          },
          signal,
        ),
    )
    // A long poll is answered the moment a message is handed out, so its timeout runs from the
    // answer; without waiting, from the question at the earliest.
    const from = waitSeconds > 0 ? performance.now() : receivedAtMs
    // Servers written in Go say null of an empty list.
    return (Messages ?? []).filter(isOurs).map((message) => shape(message, from, place))
  } catch (error) {
    if (signal?.aborted) return []
    throw error
  }
}

/** @throws QueueFailure where it lacks what we need: it has been handed out all the same. */
function shape(message: Message, receivedAtMs: number, place: QueuePlace): QueueMessage {
  const { MessageId, ReceiptHandle, Body = '', Attributes } = message
  const sentAtMs = Number(Attributes?.SentTimestamp ?? Number.NaN)
  if (
    typeof MessageId !== 'string' ||
    typeof ReceiptHandle !== 'string' ||
    typeof Body !== 'string' ||
    !(sentAtMs >= 0 && sentAtMs < YEAR_10000_MS)
  ) {
    const error = Object.assign(new Error(), { code: 'IncompleteMessage' })
    throw toQueueFailure(error, { action: 'ReceiveMessage', ...place })
  }
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    sentAt: new Date(sentAtMs),
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
    receivedAtMs,
  }
}
