import { recordAcknowledged } from '@/lib/db/record-acknowledged'
import { recordFailedBatch } from '@/lib/db/record-failed-batch'
import { collectMessages } from '@/lib/ingest/collect-messages'
import type { MaskingTools } from '@/lib/ingest/masking-tools'
import { type StoredPart, storeInTime } from '@/lib/ingest/store-in-time'
import { log } from '@/lib/log'
import type { Queue, QueueMessage } from '@/lib/queue/queue'

export type BatchContext = {
  runId: number
  lane: number
  queue: Queue
  tools: MaskingTools
  batchSize: number
  /** How long to wait for the first message. */
  waitSeconds: number
  visibilityTimeoutSeconds: number
  /** Ends the waiting; a batch in hand is still stored and acknowledged. */
  signal: AbortSignal
  /** When a batch in hand is to be given up because of a stop; infinite before one. */
  stopAtMs: () => number
  /** Makes an entry in the ledger, at the latest when the database is back. */
  enter: (entry: () => Promise<void>) => Promise<void>
  onProblem: (problem: string | null) => void
}

export type BatchReport = {
  received: number
  acknowledged: number
  failed: number
  /** When the last message came, on the clock of `performance.now()`; null where none did. */
  arrivedAtMs: number | null
}

/**
 * One turn of the pipeline: receive → parse → mask → store → acknowledge. A message is deleted from
 * the queue only after its row is committed; whatever fails is left to reappear.
 * @throws where the queue cannot be asked for messages; then there are none in hand.
 */
export async function ingestBatch(context: BatchContext): Promise<BatchReport> {
  const { queue, batchSize: size, waitSeconds, signal } = context
  const startedAt = new Date()
  const messages = await collectMessages(queue, { size, waitSeconds, signal })
  const arrivedAtMs = messages.length === 0 ? null : performance.now()
  const report = { received: messages.length, acknowledged: 0, failed: 0, arrivedAtMs }
  if (messages.length === 0) return report
  const store = { ...context, startedAt, deadlineMs: deadlineOf(context, messages) }
  for (const part of await storeInTime(store, messages)) {
    if (part.kind === 'stored') report.acknowledged += await acknowledgePart(context, part)
    else report.failed += await giveUpPart(context, startedAt, part)
  }
  return report
}

/** A tenth of the visibility timeout is kept back for the acknowledgement. */
function deadlineOf(context: BatchContext, messages: readonly QueueMessage[]): () => number {
  const firstMs = Math.min(...messages.map((message) => message.receivedAtMs))
  const timeoutMs = firstMs + context.visibilityTimeoutSeconds * 900
  return () => Math.min(timeoutMs, context.stopAtMs())
}

/** What cannot be acknowledged reappears and is counted as a duplicate delivery: no harm is done. */
async function acknowledgePart(context: BatchContext, part: StoredPart): Promise<number> {
  const { queue, runId, enter } = context
  const { batchId, messages } = part
  const acknowledged = await acknowledgeTwice(queue, messages).catch((error) => {
    log.warn('batch.not-acknowledged', { runId, batchId: String(batchId) }, error)
    return []
  })
  const count = acknowledged.length
  if (batchId !== null && count > 0) await enter(() => recordAcknowledged(batchId, count))
  return count
}

async function acknowledgeTwice(queue: Queue, messages: readonly QueueMessage[]) {
  const first = await queue.acknowledge(messages)
  if (first.length === messages.length) return first
  const done = new Set(first)
  const rest = messages.filter((message) => !done.has(message))
  const second = await queue.acknowledge(rest).catch(() => [])
  return [...first, ...second]
}

async function giveUpPart(
  { runId, lane, enter }: BatchContext,
  startedAt: Date,
  { batchId, messages, error }: Extract<StoredPart, { kind: 'failed' }>,
): Promise<number> {
  const failed = messages.length
  log.error('batch.given-up', { runId, lane, failed, reason: error })
  await enter(() => recordFailedBatch({ batchId, runId, lane, startedAt, failed, error }))
  return failed
}
