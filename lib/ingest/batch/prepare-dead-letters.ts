import { deliveryKey, findKnown } from '@/lib/db/ledger/find-known'
import type { PreparedBatch } from '@/lib/db/ledger/insert-messages'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import type { MaskingTools } from '@/lib/keys/masking-tools'
import type { QueueMessage } from '@/lib/queue/queue'

/**
 * As `prepareBatch`, for messages that may be weeks old: those that are stored or rejected already are
 * looked up first and only counted. Storing alone would find a login among the logins, and not one that an
 * earlier version of the parser rejected.
 */
export async function prepareDeadLetters(
  messages: readonly QueueMessage[],
  tools: Pick<MaskingTools, 'tokenKey' | 'sealerFor' | 'keysEpoch'>,
): Promise<PreparedBatch> {
  const known = await findKnown(messages)
  const fresh = messages.filter((message) => !known.has(deliveryKey(message)))
  const prepared = await prepareBatch(fresh, tools)
  return { ...prepared, known: messages.length - fresh.length }
}
