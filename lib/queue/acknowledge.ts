import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { callQueue } from '@/lib/queue/call-queue'
import { inTens } from '@/lib/queue/in-tens'
import { type QueueFailure, toEntryFailure } from '@/lib/queue/queue-failure'
import type { QueuePlace } from '@/lib/queue/queue-place'
import type { QueueMessage } from '@/lib/queue/receive'

const CALLS_AT_ONCE = 4

export type Acknowledged = {
  /** Those that the queue says are deleted; the others will reappear. */
  deleted: QueueMessage[]
  /** Why others are not; null where all are. */
  failure: QueueFailure | null
}

/** DeleteMessageBatch in tens, a few calls at once; see `Queue.acknowledge`. */
export async function acknowledge(
  client: SQSClient,
  place: QueuePlace,
  messages: readonly QueueMessage[],
): Promise<Acknowledged> {
  const result: Acknowledged = { deleted: [], failure: null }
  await inTens(messages, CALLS_AT_ONCE, async (ten) => {
    // What does not answer one call will not answer the next ones; and each may take long to fail.
    if (result.failure !== null && isInVain(result.failure)) return
    const { deleted, failure } = await deleteTen(client, place, ten)
    result.deleted.push(...deleted)
    result.failure ??= failure
  })
  return result
}

function isInVain({ permanent, status }: QueueFailure): boolean {
  return permanent || status === undefined
}

async function deleteTen(
  client: SQSClient,
  place: QueuePlace,
  ten: readonly QueueMessage[],
): Promise<Acknowledged> {
  const Entries = ten.map(({ receiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
  }))
  try {
    const { Successful = [], Failed = [] } = await callQueue(
      'DeleteMessageBatch',
      place,
      (abortSignal) =>
        client.send(new DeleteMessageBatchCommand({ QueueUrl: place.url, Entries }), {
          abortSignal,
        }),
    )
    const deleted = Successful.flatMap(({ Id }) => ten[Number(Id)] ?? [])
    if (deleted.length === ten.length) return { deleted, failure: null }
    const code = Failed[0]?.Code ?? 'NotConfirmed'
    return { deleted, failure: toEntryFailure(code, { action: 'DeleteMessageBatch', ...place }) }
  } catch (error) {
    return { deleted: [], failure: error as QueueFailure }
  }
}
