import { deliveryKey } from '@/lib/db/ledger/find-known'
import { recordAcknowledged } from '@/lib/db/ledger/record-acknowledged'
import { type FailedDelivery, recordFailedBatch } from '@/lib/db/ledger/record-failed-batch'
import type { LedgerPlace, StoredCounts } from '@/lib/db/ledger/store-batch'
import { acknowledgeStored } from '@/lib/ingest/batch/acknowledge-stored'
import type { StoredPart } from '@/lib/ingest/batch/store-in-time'
import { writeOrDefer } from '@/lib/ingest/deferred-writes'
import type { Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'
import { withLogContext } from '@/lib/log-context'
import { count, timed } from '@/lib/measure'
import type { QueueMessage } from '@/lib/queue/queue'
import { inSpan } from '@/lib/trace'

type Part = StoredPart<QueueMessage, StoredCounts>

/**
 * Acknowledges what is stored, and enters into the ledger what was given up.
 * @returns a message that was given up because storing was not possible; null where there is none.
 */
export async function settle(
  run: Run,
  parts: readonly Part[],
  place: (key: string) => LedgerPlace,
): Promise<QueueMessage | null> {
  let givenUp: QueueMessage | null = null
  for (const part of parts) {
    run.progress.received += part.items.length
    run.tally.batches += 1
    count('veilgate_received_messages_total', {}, part.items.length)
    await withLogContext({ batch: part.key }, () =>
      inSpan('settle', {}, () => settlePart(run, part, place)),
    )
    if (part.kind === 'failed' && !part.refused) givenUp ??= part.items[0] ?? null
  }
  return givenUp
}

async function settlePart(run: Run, part: Part, place: (key: string) => LedgerPlace) {
  if (part.kind === 'stored') await settleStored(run, part, place(part.key).lane)
  else await settleFailed(run, part, place(part.key))
}

async function settleStored(run: Run, part: Extract<Part, { kind: 'stored' }>, lane: number) {
  const { key, items, result } = part
  for (const item of items) run.emptiness.refused.delete(deliveryKey(item))
  run.progress.stored += result.stored
  run.progress.duplicates += result.duplicates
  run.progress.rejected += result.rejected
  count('veilgate_messages_total', { outcome: 'stored' }, result.stored)
  count('veilgate_messages_total', { outcome: 'duplicate' }, result.duplicates)
  count('veilgate_messages_total', { outcome: 'rejected' }, result.rejected)
  const acknowledged = await timed(
    'veilgate_acknowledge_seconds',
    () => ({}),
    () => acknowledgeStored(run, lane, items),
  )
  count('veilgate_acknowledged_messages_total', {}, acknowledged)
  run.progress.acknowledged += acknowledged
  if (acknowledged > 0) await writeOrDefer(run, () => recordAcknowledged(key, acknowledged))
}

async function settleFailed(
  run: Run,
  { items, refused, error }: Extract<Part, { kind: 'failed' }>,
  place: LedgerPlace,
) {
  const failed = items.length
  run.progress.failed += failed
  count('veilgate_messages_total', { outcome: 'failed' }, failed)
  // One comes again and again, and is one message all the same.
  if (refused) for (const item of items) run.emptiness.refused.add(deliveryKey(item))
  log.error('batch.given-up', { runId: run.claimed.id, lane: place.lane, failed, reason: error })
  // Without what is in them: this may have to wait for the database.
  const deliveries = items.map(({ messageId, sentAt, receiveCount }): FailedDelivery => {
    return { messageId, sentAt, receiveCount }
  })
  await writeOrDefer(run, () =>
    recordFailedBatch({ ...place, run: run.claimed }, { failed: deliveries, error }),
  )
}
