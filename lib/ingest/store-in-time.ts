import { KeysChanged } from '@/lib/db/key-registry'
import { allocateBatchId, type StoredCounts, storeBatch } from '@/lib/db/store-batch'
import { describeFailure, isAboutTheData } from '@/lib/errors'
import type { MaskingTools } from '@/lib/ingest/masking-tools'
import { parseLogins } from '@/lib/ingest/parse-logins'
import { pause } from '@/lib/ingest/pause'
import { maskLogins } from '@/lib/masking/mask-logins'
import type { QueueMessage } from '@/lib/queue/queue'

export type StoreContext = {
  runId: number
  lane: number
  startedAt: Date
  tools: MaskingTools
  /** On the clock of `performance.now()`: after it the messages are no longer ours to store. */
  deadlineMs: () => number
  /** Told of trouble that is being waited out, and of null when it is over. */
  onProblem: (problem: string | null) => void
}

/** A batch, or the part of one that could be stored. */
export type StoredPart = {
  batchId: bigint | null
  messages: readonly QueueMessage[]
} & ({ kind: 'stored'; counts: StoredCounts } | { kind: 'failed'; error: string })

/** Short, since the visibility timeout of the messages in hand runs on. */
const LONGEST_PAUSE_MS = 1_000

/**
 * Stores messages before their visibility timeout ends. The database's trouble is waited out for as
 * long as there is time; trouble with the data itself is narrowed down by halves, so that one
 * message the database will not take holds up no other.
 * @returns what was stored, and what was given up and is left on the queue.
 */
export async function storeInTime(
  context: StoreContext,
  messages: readonly QueueMessage[],
): Promise<StoredPart[]> {
  let batchId: bigint | null = null
  for (let attempt = 0; ; attempt += 1) {
    const leftMs = Math.floor(context.deadlineMs() - performance.now())
    if (leftMs <= 0) {
      return [{ kind: 'failed', batchId, messages, error: 'It could not be stored in time' }]
    }
    try {
      batchId ??= await allocateBatchId()
      const counts = await storeWithKeysInUse(context, batchId, messages, leftMs)
      context.onProblem(null)
      return [{ kind: 'stored', batchId, messages, counts }]
    } catch (error) {
      if (isAboutTheData(error)) {
        if (messages.length > 1) return storeHalves(context, messages)
        return [{ kind: 'failed', batchId, messages, error: describeFailure(error) }]
      }
      context.onProblem(`Storing: ${describeFailure(error)}`)
      await pause(attempt, Math.min(leftMs, LONGEST_PAUSE_MS))
    }
  }
}

/** Where a key was replaced in the meantime, the batch is masked and sealed again with the new one. */
async function storeWithKeysInUse(...args: Parameters<typeof storeOnce>): Promise<StoredCounts> {
  try {
    return await storeOnce(...args)
  } catch (error) {
    if (!(error instanceof KeysChanged)) throw error
    await args[0].tools.refresh()
    return storeOnce(...args)
  }
}

async function storeOnce(
  { runId, lane, startedAt, tools }: StoreContext,
  batchId: bigint,
  messages: readonly QueueMessage[],
  timeoutMs: number,
): Promise<StoredCounts> {
  const { logins, rejected } = parseLogins(messages)
  // Taken together and before anything is awaited: a refresh replaces all three at once.
  const { tokenKey, sealerFor, keysEpoch } = tools
  const masked = maskLogins(tokenKey, logins)
  const sealer = await sealerFor(masked.originals.size + rejected.length)
  const vault = Array.from(masked.originals, ([token, original]) => ({
    token,
    sealed: sealer.sealValue(token, original),
  }))
  const sealedRejections = rejected.map(({ message, reasons, fieldNames }) => ({
    messageId: message.messageId,
    sentAt: message.sentAt,
    receiveCount: message.receiveCount,
    reasons,
    fieldNames,
    bodyBytes: Buffer.byteLength(message.body),
    sealed: sealer.sealBody(message.messageId, message.body),
  }))
  const batch = {
    ...{ batchId, runId, lane, startedAt, vault, keysEpoch },
    ...{ dekId: sealer.dekId, deks: sealer.deks },
    ...{ logins: masked.logins, rejected: sealedRejections },
  }
  return storeBatch(batch, timeoutMs)
}

async function storeHalves(context: StoreContext, messages: readonly QueueMessage[]) {
  const middle = Math.ceil(messages.length / 2)
  const first = await storeInTime(context, messages.slice(0, middle))
  const second = await storeInTime(context, messages.slice(middle))
  return [...first, ...second]
}
