import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { QueueMessage } from '@/lib/queue/queue'

/** One ReceiveMessage call; see `Queue.receive`. */
export async function receive(
  client: SQSClient,
  url: string,
  { waitSeconds, signal }: { waitSeconds: number; signal?: AbortSignal },
): Promise<QueueMessage[]> {
  const receivedAtMs = performance.now()
  try {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
      }),
      { abortSignal: signal },
    )
    // A long poll is answered the moment a message is handed out, so its timeout runs from the
    // answer; without waiting, from the question at the earliest.
    const from = waitSeconds > 0 ? performance.now() : receivedAtMs
    return Messages.map((message) => shape(message, from))
  } catch (error) {
    if (signal?.aborted) return []
    throw error
  }
}

function shape(message: Message, receivedAtMs: number): QueueMessage {
  const { MessageId, ReceiptHandle, Body = '', Attributes = {} } = message
  const sentAtMs = Number(Attributes.SentTimestamp)
  if (MessageId === undefined || ReceiptHandle === undefined || !Number.isFinite(sentAtMs)) {
    throw new Error('The queue sent a message without MessageId, ReceiptHandle or SentTimestamp')
  }
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    sentAt: new Date(sentAtMs),
    receiveCount: Number(Attributes.ApproximateReceiveCount ?? 1),
    receivedAtMs,
  }
}
