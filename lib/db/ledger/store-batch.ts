import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countKnown } from '@/lib/db/ledger/count-known'
import { insertLogins, insertRejected, type PreparedBatch } from '@/lib/db/ledger/insert-messages'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { NEWER_MIGRATIONS, requireKnownSchema } from '@/lib/db/schema/require-known-schema'
import { transaction } from '@/lib/db/transaction'
import { insertSealed } from '@/lib/db/vault/insert-sealed'
import { holdKeys } from '@/lib/db/vault/key-registry'
import { timed } from '@/lib/measure'
import { inSpan } from '@/lib/trace'

/** A batch's place in the ledger. */
export type LedgerPlace = {
  /** A random UUID of this batch's own; storing the same batch twice stores it once. */
  key: string
  run: { id: number; key: string }
  lane: number
  /** How long ago its first message was asked for. */
  ageMs: number
}

/** What became of a batch's messages: `received = stored + duplicates + rejected`, since none of them failed. */
export type StoredCounts = {
  received: number
  stored: number
  duplicates: number
  rejected: number
}

/** The database does not know the run, or another has its number: it was restored, or failed over. */
export class RunUnknown extends Error {
  override name = 'RunUnknown'
}

const SAMPLE_SIZE = 20

type StoreOptions = {
  /** How long it waits for a connection. */
  waitMs?: number
  /** Called when it has one. */
  begun?: () => void
  /**
   * Called when all is written; where it throws, that is rolled back. Once it was called it is not known whether what
   * fails is stored: storing it again under its key finds out.
   */
  beforeCommit?: () => void
}

/**
 * Stores a batch whole or not at all: its logins, their sealed originals, its rejected messages and
 * its ledger row, in one transaction. Each count is what the database says happened, not what is
 * left when the others are subtracted; where they do not add up, the ledger row's own check refuses
 * it and nothing is stored.
 * @param timeoutMs when it is given up and rolled back, from when it has a connection.
 * @throws KeysChanged where it was masked or sealed with keys that are not in use any more,
 *   RunUnknown, NewerSchema, and whatever the database throws; nothing is stored then.
 */
export async function storeBatch(
  batch: PreparedBatch,
  place: LedgerPlace,
  timeoutMs: number,
  { waitMs = timeoutMs, begun, beforeCommit }: StoreOptions = {},
): Promise<StoredCounts> {
  const storeAll = async (tx: Transaction) => {
    begun?.()
    const counts = await store(tx, batch, place)
    beforeCommit?.()
    return counts
  }
  const work = () => transaction(storeAll, { timeoutMs, waitMs })
  return timed('veilgate_store_seconds', resultOf, () => inSpan('store', {}, work))
}

const resultOf = (ok: boolean) => ({ result: ok ? 'ok' : 'failed' }) as const

/**
 * Goes through all of `storeBatch`, rolls that back and commits the rest, which is nothing: finds out whether the
 * database would take a batch, without taking it. What was rolled back is in the WAL all the same, so that the
 * COMMIT waits for whatever a batch's would, such as a standby that has to confirm it.
 * @throws what `storeBatch` would throw.
 */
export async function tryStoring(
  batch: PreparedBatch,
  place: LedgerPlace,
  timeoutMs: number,
): Promise<void> {
  await transaction(
    async (tx) => {
      await tx.$executeRaw`SAVEPOINT nothing_stored`
      await store(tx, batch, place)
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT nothing_stored`
    },
    { timeoutMs },
  )
}

async function store(tx: Transaction, batch: PreparedBatch, place: LedgerPlace) {
  const { batchId, earlier } = await beginBatch(tx, place.key)
  if (earlier !== null) return checked(earlier, batch)
  await holdKeys(tx, batch.keysEpoch)
  await insertSealed(tx, batch)
  const ids = { batchId, runId: place.run.id }
  const counts = {
    received: receivedBy(batch),
    stored: await insertLogins(tx, batch, ids),
    rejected: await insertRejected(tx, batch, ids),
    duplicates: batch.known,
  }
  // A delivery that brought nothing new must be one of a message that is already there.
  if (counts.stored < batch.logins.length) {
    counts.duplicates += await countKnown(tx, 'user_logins', batch.logins, ids.batchId)
  }
  if (counts.rejected < batch.rejected.length) {
    counts.duplicates += await countKnown(tx, 'rejected_messages', batch.rejected, ids.batchId)
  }
  await insertLedgerRow(tx, batch, place, batchId, counts)
  return counts
}

/** Whoever acknowledges by these counts relies on their being those of exactly these messages. */
function checked(earlier: StoredCounts, batch: PreparedBatch): StoredCounts {
  if (earlier.received === receivedBy(batch)) return earlier
  throw new Error('The ledger has another batch under this batch’s key')
}

function receivedBy({ logins, rejected, known }: PreparedBatch): number {
  return logins.length + rejected.length + known
}

/**
 * A number for the batch, and what an earlier attempt stored whose answer was lost. That row is locked, which is
 * written to the WAL: where a standby has to confirm it, a COMMIT that found the row waits for what stored it, too.
 */
async function beginBatch(tx: Transaction, key: string) {
  const [row] = await tx.$queryRaw<{ batchId: bigint; earlier: StoredCounts | null }[]>`
    SELECT nextval(pg_get_serial_sequence('ingest_batches', 'id')) AS "batchId",
      (SELECT json_build_object('received', received, 'stored', stored,
                                'duplicates', duplicates, 'rejected', rejected)
       FROM ingest_batches WHERE key = ${key}::uuid AND failed = 0 FOR UPDATE) AS earlier`
  return row as { batchId: bigint; earlier: StoredCounts | null }
}
/**
 * Also proof that the run is still the one that the process knows, and the schema, too.
 * @throws RunUnknown
 * @throws NewerSchema
 */
async function insertLedgerRow(
  tx: Transaction,
  { logins }: PreparedBatch,
  { key, run, lane, ageMs }: LedgerPlace,
  batchId: bigint,
  { received, stored, duplicates, rejected }: StoredCounts,
) {
  const notice: LedgerNotice = {
    runId: run.id,
    batchId: String(batchId),
    stored,
    sample: logins
      .slice(-SAMPLE_SIZE)
      .map(({ messageId, sentAt }) => [messageId, sentAt.getTime()]),
  }
  const entered = await tx.$executeRaw`
    INSERT INTO ingest_batches (id, key, run_id, lane, received, stored, duplicates, rejected, failed,
                                started_at, committed_at)
    SELECT ${batchId}, ${key}::uuid, run.id, ${lane}::int, ${received}::int, ${stored}::int,
      ${duplicates}::int, ${rejected}::int, 0,
      clock_timestamp() - make_interval(secs => ${ageMs / 1_000}::float8), clock_timestamp()
    FROM ingest_runs AS run WHERE run.id = ${run.id}::int AND run.key = ${run.key}::uuid
      AND ${NEWER_MIGRATIONS} IS NULL`
  if (entered === 0) {
    await requireKnownSchema(tx)
    throw new RunUnknown()
  }
  await tx.$queryRaw`
    WITH unfolded AS (
      INSERT INTO unfolded_batches (batch_id) SELECT ${batchId}::bigint WHERE ${stored}::int > 0
    )
    SELECT pg_notify(${Prisma.raw(LEDGER_CHANNEL)}, ${JSON.stringify(notice)})::text`
}
