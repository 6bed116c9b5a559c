import type { QueueDepth } from '@/lib/model/live/live-view'
import type { QueueFailure } from '@/lib/queue/queue-failure'

/** The queue of logins: what ingestion needs of one. Whatever fails throws a QueueFailure. */
export type Queue = {
  name: string
  url: string
  /** Approximate counts. Source: GetQueueAttributes. */
  depth(): Promise<QueueDepth>
  /** The queue's own visibility timeout. */
  visibilityTimeoutSeconds(): Promise<number>
  /**
   * Receives up to 10 messages.
   * @returns none where the wait ended or was aborted.
   * @throws QueueFailure also where messages were handed out and cannot be used: they are in flight.
   */
  receive(options: ReceiveOptions): Promise<QueueMessage[]>
  /** Deletes messages, call by call: one that fails takes nothing back from another. Never throws. */
  acknowledge(messages: readonly QueueMessage[]): Promise<Acknowledged>
  /** Sends bodies as they are. @returns those the queue refused, by their index. */
  send(bodies: readonly string[]): Promise<RefusedMessage[]>
  /**
   * Sends a body, in one attempt, as a new message that names the one it was once received as.
   * @throws QueueFailure where it is not known whether the queue took it.
   */
  sendBack(body: string, oldMessageId: string): Promise<SentBack>
}

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

export type ReceiveOptions = {
  /** How long the queue may wait for a first message, in whole seconds; 0 to 20. */
  waitSeconds: number
  /** Ends the wait. */
  signal?: AbortSignal | undefined
  /** How long the call may take in all; by default five seconds more than it waits. */
  timeoutMs?: number
}

export type Acknowledged = {
  /** Those that the queue says are deleted; the others will reappear. */
  deleted: QueueMessage[]
  /** Why others are not; null where all are. */
  failure: QueueFailure | null
}

/** A body that the queue refused: its index among those sent, and why (the queue's error code). */
export type RefusedMessage = { index: number; reason: string }

/** The id of the new message, or why the queue certainly has none (an error code). */
export type SentBack = { ok: true; messageId: string } | { ok: false; reason: string }
