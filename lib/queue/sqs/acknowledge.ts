import type { Acknowledged, QueueMessage } from '@/lib/queue/queue'
import type { QueueFailure } from '@/lib/queue/queue-failure'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import type { MessageCalls } from '@/lib/queue/sqs/calls/message-calls'
import { inBatchesOfTen } from '@/lib/queue/sqs/in-batches-of-ten'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
import { toEntryFailure } from '@/lib/queue/sqs/to-queue-failure'

/** Enough for a batch to be deleted in a few round trips to a queue that is far away. */
const CALLS_AT_ONCE = 16

/** DeleteMessageBatch in tens, a few calls at once; see `Queue.acknowledge`. */
export async function acknowledge(
  calls: MessageCalls,
  place: QueuePlace,
  messages: readonly QueueMessage[],
): Promise<Acknowledged> {
  const result: Acknowledged = { deleted: [], failure: null }
  await inBatchesOfTen(messages, CALLS_AT_ONCE, async (ten) => {
    // What does not answer one call will not answer the next ones; and each may take long to fail.
    if (result.failure !== null && isInVain(result.failure)) return
    const { deleted, failure } = await deleteTen(calls, place, ten)
    result.deleted.push(...deleted)
    result.failure ??= failure
  })
  return result
}

function isInVain({ permanent, status }: QueueFailure): boolean {
  return permanent || status === undefined
}

async function deleteTen(
  calls: MessageCalls,
  place: QueuePlace,
  ten: readonly QueueMessage[],
): Promise<Acknowledged> {
  const Entries = ten.map(({ receiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
  }))
  try {
    const { Successful, Failed } = await callQueue('DeleteMessageBatch', place, (signal) =>
      calls.delete({ QueueUrl: place.url, Entries }, signal),
    )
    // Servers written in Go say null of a list without entries.
    const confirmed = new Set((Successful ?? []).map(({ Id }) => Id))
    const deleted = ten.filter((_, index) => confirmed.has(String(index)))
    if (deleted.length === ten.length) return { deleted, failure: null }
    const call = { action: 'DeleteMessageBatch', ...place }
    return { deleted, failure: toEntryFailure(Failed?.[0] ?? {}, call) }
  } catch (error) {
    return { deleted: [], failure: error as QueueFailure }
  }
}
