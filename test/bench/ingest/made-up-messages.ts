import type { QueueMessage } from '@/lib/queue/queue'

/** Messages as a queue would hand them out, without a queue. */
export function madeUpMessages(bodies: readonly string[]): QueueMessage[] {
  const sentAt = new Date()
  return bodies.map((body) => ({
    messageId: crypto.randomUUID(),
    receiptHandle: 'none',
    body,
    sentAt,
    receiveCount: 1,
    receivedAtMs: performance.now(),
  }))
}
