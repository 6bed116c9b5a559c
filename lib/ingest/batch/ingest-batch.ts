import { type StoredCounts, storeBatch } from '@/lib/db/ledger/store-batch'
import { beginBatch } from '@/lib/ingest/batch/begin-batch'
import { collectMessages } from '@/lib/ingest/batch/collect-messages'
import {
  bodyBytes,
  type MessageMemory,
  PART_MAX_BYTES,
  waitForMemory,
} from '@/lib/ingest/batch/message-memory'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { prepareDeadLetters } from '@/lib/ingest/batch/prepare-dead-letters'
import { settle } from '@/lib/ingest/batch/settle'
import { storeInTime } from '@/lib/ingest/batch/store-in-time'
import { withRepairs } from '@/lib/ingest/batch/with-repairs'
import { noteBlocked } from '@/lib/ingest/receiving-brake'
import { isOn, type Run } from '@/lib/ingest/run'
import { noteFailedReceive } from '@/lib/ingest/watch-emptiness'
import type { QueueMessage } from '@/lib/queue/queue'

export type BatchReport = {
  received: number
  /** When the last message came, on the clock of `performance.now()`; null where none did. */
  arrivedAtMs: number | null
  /** Whether a receive failed while the batch was collected. */
  receiveFailed: boolean
  /** A message that was given up because storing was not possible; null where it was. */
  givenUp: QueueMessage | null
}

/**
 * One turn of the pipeline: receive → parse → mask → seal → store → acknowledge. A message is deleted
 * from the queue only after its row is committed; whatever fails is left to reappear.
 * @param waitSeconds how long to wait for the first message.
 * @throws QueueFailure where the queue cannot be asked for messages; then there are none in hand.
 */
export async function ingestBatch(
  run: Run,
  lane: number,
  waitSeconds: number,
): Promise<BatchReport> {
  const report: BatchReport = {
    received: 0,
    arrivedAtMs: null,
    receiveFailed: false,
    givenUp: null,
  }
  const memory = await waitForMemory(() => isOn(run), run.maxMessageBytes)
  if (memory === null) return report
  try {
    await ingestWithin(memory, { run, lane, waitSeconds }, report)
  } finally {
    memory.release()
  }
  return report
}

type Turn = { run: Run; lane: number; waitSeconds: number }

async function ingestWithin(
  memory: MessageMemory,
  { run, lane, waitSeconds }: Turn,
  report: BatchReport,
): Promise<void> {
  const startedAtMs = performance.now()
  const messages = await collectMessages(run.queue, {
    // No more than can be stored at once: what waits for its turn loses its time.
    size: Math.min(run.batchSize, run.partSize.messages()),
    waitSeconds,
    timeoutMs: timeoutMs(run),
    signal: run.stopping,
    memory,
    onFailure: (error) => {
      report.receiveFailed = true
      noteFailedReceive(run, lane, error)
    },
  })
  if (messages.length === 0) return
  report.received = messages.length
  report.arrivedAtMs = performance.now()
  run.tally.lastMessageAtMs = report.arrivedAtMs
  run.batchesInHand += 1
  const batch = beginBatch(run, lane, messages, startedAtMs)
  const prepare = run.request.mode === 'redrive' ? prepareDeadLetters : prepareBatch
  try {
    const place = (key: string) => {
      const ageMs = performance.now() - startedAtMs
      return { key, run: run.claimed, lane, ageMs }
    }
    const parts = await storeInTime<QueueMessage, StoredCounts>(messages, {
      deadlineMs: () => Math.min(oursUntilMs(run, messages), run.stopAtMs()),
      partSize: run.partSize,
      maxBytes: PART_MAX_BYTES,
      bytesOf: bodyBytes,
      store: (part, { key, timeoutMs, ...attempt }) =>
        batch.within({ batch: key }, () =>
          withRepairs(run, async () => {
            const prepared = await prepare(part, run.tools)
            return timed(run, storeBatch(prepared, place(key), timeoutMs, attempt))
          }),
        ),
      onTrouble: (error) => {
        if (error !== null) run.tally.troubles += 1
        noteBlocked(run, lane, error)
      },
    })
    report.givenUp = await batch.within({}, () => settle(run, parts, place))
  } finally {
    batch.end()
    run.batchesInHand -= 1
  }
}

/** How long storing takes says whether the database keeps up. */
async function timed<T>(run: Run, storing: Promise<T>): Promise<T> {
  const startedAtMs = performance.now()
  const stored = await storing
  run.tally.stores += 1
  run.tally.storeMs += performance.now() - startedAtMs
  return stored
}

/** A tenth of the visibility timeout is kept back for the acknowledgement. */
function oursUntilMs(run: Run, messages: readonly QueueMessage[]): number {
  const firstMs = Math.min(...messages.map((message) => message.receivedAtMs))
  return firstMs + run.visibilityTimeoutSeconds * 900
}

/** A receive that hangs must not cost the messages in hand their time. */
function timeoutMs(run: Run): number {
  return Math.min(2_000, run.visibilityTimeoutSeconds * 250)
}
