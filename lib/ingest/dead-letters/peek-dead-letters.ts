import {
  findFailedDeliveries,
  type LastFailure,
} from '@/lib/db/dead-letters/find-failed-deliveries'
import { deliveryKey, findKnown, type KnownAs } from '@/lib/db/ledger/find-known'
import { parseLogins } from '@/lib/ingest/batch/parse-logins'
import type { DeadLetter, DeadLetterSample } from '@/lib/model/pipeline/dead-letters'
import type { DeadLetterQueue, QueueMessage } from '@/lib/queue/queue'

/** As many as one look shows: five receives. */
const SAMPLE_SIZE = 50

/**
 * Looks at some dead letters, which stay where they are: what a redrive will make of each, and why its last
 * delivery failed. Nothing of what they say leaves this function but the names of known fields.
 * @throws QueueFailure, or what the database throws.
 */
export async function peekDeadLetters(
  deadLetters: Pick<DeadLetterQueue, 'peek'>,
): Promise<DeadLetterSample> {
  const messages = await deadLetters.peek(SAMPLE_SIZE)
  const lookedAt = new Date().toISOString()
  if (messages.length === 0) return { letters: [], lookedAt }
  const [known, failures] = await Promise.all([findKnown(messages), findFailedDeliveries(messages)])
  const letters = messages.map((message) => {
    const key = deliveryKey(message)
    return describeDeadLetter(message, known.get(key), failures.get(key))
  })
  return { letters: letters.sort((a, b) => a.sentAt.localeCompare(b.sentAt)), lookedAt }
}

/** @param known where it has a row already. */
function describeDeadLetter(
  message: QueueMessage,
  known: KnownAs | undefined,
  failure: LastFailure | undefined,
): DeadLetter {
  const [rejected] = parseLogins([message]).rejected
  return {
    messageId: message.messageId,
    sentAt: message.sentAt.toISOString(),
    receiveCount: message.receiveCount,
    bodyBytes: Buffer.byteLength(message.body),
    becomes: known ?? (rejected === undefined ? 'login' : 'no-login'),
    reasons: rejected?.reasons ?? [],
    fieldNames: rejected?.fieldNames ?? [],
    lastFailure:
      failure === undefined
        ? null
        : {
            runId: failure.runId,
            error: failure.error,
            failedAt: failure.failedAt.toISOString(),
          },
  }
}
