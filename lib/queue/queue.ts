import type { QueueDepth } from '@/lib/model/live/live-view'
import type { DeadLetterPlace, MoveTask } from '@/lib/model/pipeline/dead-letters'
import type { QueueFailure } from '@/lib/queue/queue-failure'

/** The most that SQS hands out at once. */
export const RECEIVE_MAX_MESSAGES = 10
/** The most that SQS takes in a message. */
export const MAX_MESSAGE_BYTES = 1024 * 1024

/** What a queue's settings say of its messages. */
export type QueueLimits = {
  /** How long one that was received stays hidden. */
  visibilityTimeoutSeconds: number
  /** How large the body of one can be. */
  maxMessageBytes: number
}

/**
 * What a run ingests from: the queue of logins, or its dead-letter queue. Whatever fails throws a
 * QueueFailure.
 */
export type MessageSource = {
  name: string
  url: string
  /** Approximate counts. Source: GetQueueAttributes. */
  depth(): Promise<QueueDepth>
  /** Source: GetQueueAttributes. */
  limits(): Promise<QueueLimits>
  /** How far away the queue is, in ms; null where it was not asked yet. */
  roundTripMs(): number | null
  /**
   * Receives up to `RECEIVE_MAX_MESSAGES`.
   * @returns none where the wait ended or was aborted.
   * @throws QueueFailure also where messages were handed out and cannot be used: they are in flight.
   */
  receive(options: ReceiveOptions): Promise<QueueMessage[]>
  /** Deletes messages, call by call: one that fails takes nothing back from another. Never throws. */
  acknowledge(messages: readonly QueueMessage[]): Promise<Acknowledged>
}

/** The queue of logins. */
export type Queue = MessageSource & {
  /** Sends bodies as they are. @returns those the queue refused, by their index. */
  send(bodies: readonly string[]): Promise<RefusedMessage[]>
  /**
   * Sends a body, in one attempt, as a new message that names the one it was once received as.
   * @throws QueueFailure where it is not known whether the queue took it.
   */
  sendBack(body: string, oldMessageId: string): Promise<SentBack>
  /** Where its redrive policy moves messages; null where it has none. */
  deadLetters(): Promise<DeadLetterQueue | null>
}

/**
 * Where the queue moves what it delivered too often. A message keeps its id and its time on the way there,
 * and is given new ones on the way back: so a run ingests it where it is. As other queues may have the same
 * dead-letter queue, only messages that came from ours are received.
 */
export type DeadLetterQueue = MessageSource & {
  /** What is known of it besides its counts. */
  place(): Promise<DeadLetterPlace>
  /**
   * Receives a sample that reappears within seconds, whatever is done with it. Each look adds one to the
   * receive counts.
   */
  peek(limit: number): Promise<QueueMessage[]>
  /** Deletes all it holds, those of other queues among them. Final, and takes SQS up to a minute. */
  purge(): Promise<void>
  /** Has the queue's server move all messages back to where they came from, as new messages. */
  startMove(maxPerSecond: number | null): Promise<void>
  /** The newest moves of the server, newest first; null where it knows none such. */
  listMoves(): Promise<MoveTask[] | null>
  /** Ends a move: what was moved stays moved. */
  cancelMove(handle: string): Promise<void>
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
