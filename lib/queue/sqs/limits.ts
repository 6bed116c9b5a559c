import type { SQSClient } from '@aws-sdk/client-sqs'
import { MAX_MESSAGE_BYTES, type QueueLimits } from '@/lib/queue/queue'
import { wholeNumber } from '@/lib/queue/sqs/depth'
import type { QueuePlace } from '@/lib/queue/sqs/queue-place'
import { readAttributes } from '@/lib/queue/sqs/read-attributes'

/** Clocks differ, and SQS may take a minute to apply a change. */
const MARGIN_SECONDS = 3_600
/** No queue of SQS has a lower maximum: what says less means none. */
const LOWEST_MAXIMUM = 1_024

/** Reads what a queue's settings say of its messages; see `Queue.limits`. */
export async function readLimits(client: SQSClient, place: QueuePlace): Promise<QueueLimits> {
  // All: a server that does not know the name of one attribute refuses the whole call.
  const attributes = await readAttributes(client, place, ['All'])
  return {
    visibilityTimeoutSeconds: wholeNumber(attributes.VisibilityTimeout, place),
    maxMessageBytes: maxMessageBytes(attributes, Date.now() / 1_000),
  }
}

/**
 * The queue's own maximum, once it has held for as long as the queue keeps messages: what was sent before the last
 * change of its settings may be as large as SQS allows.
 * @param nowSeconds Unix seconds, as LastModifiedTimestamp is.
 */
function maxMessageBytes(attributes: Record<string, string>, nowSeconds: number): number {
  const [maximum, changedAt, kept] = [
    attributes.MaximumMessageSize,
    attributes.LastModifiedTimestamp,
    attributes.MessageRetentionPeriod,
  ].map((text) => (text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null))
  if (maximum == null || changedAt == null || kept == null) return MAX_MESSAGE_BYTES
  const hasHeld = nowSeconds - changedAt > kept + MARGIN_SECONDS
  return hasHeld && maximum >= LOWEST_MAXIMUM
    ? Math.min(maximum, MAX_MESSAGE_BYTES)
    : MAX_MESSAGE_BYTES
}
