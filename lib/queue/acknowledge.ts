import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { inTens } from '@/lib/queue/in-tens'
import type { QueueMessage } from '@/lib/queue/queue'

const CALLS_AT_ONCE = 4

/** DeleteMessageBatch in tens, a few calls at once; see `Queue.acknowledge`. */
export async function acknowledge(
  client: SQSClient,
  url: string,
  messages: readonly QueueMessage[],
): Promise<QueueMessage[]> {
  const acknowledged: QueueMessage[] = []
  await inTens(messages, CALLS_AT_ONCE, async (ten) => {
    acknowledged.push(...(await deleteTen(client, url, ten)))
  })
  return acknowledged
}

async function deleteTen(client: SQSClient, url: string, ten: readonly QueueMessage[]) {
  const Entries = ten.map(({ receiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
  }))
  const { Successful = [] } = await client.send(
    new DeleteMessageBatchCommand({ QueueUrl: url, Entries }),
  )
  return Successful.flatMap(({ Id }) => ten[Number(Id)] ?? [])
}
