import type { Transaction } from '@/lib/db/client'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { transaction } from '@/lib/db/transaction'
import { holdKeys } from '@/lib/db/vault/key-registry'
import { withTokensInUse } from '@/lib/db/vault/token-alias'
import type { MaskedLogin } from '@/lib/model/login'
import { encodeReason, type RejectReason } from '@/lib/model/reject-reasons'

/** A batch as it is stored: masked and sealed, with nothing left to hide. */
export type PreparedBatch = {
  logins: readonly MaskedLogin[]
  rejected: readonly SealedRejection[]
  /** One entry for each distinct token of the logins. */
  vault: readonly { token: string; sealed: Uint8Array }[]
  /** The key it is sealed with, once for each recipient. */
  dekId: string
  deks: readonly { dekId: string; recipient: string; sealed: Uint8Array }[]
  /** The keys it was masked and sealed with; see `keysEpoch`. */
  keysEpoch: string
}

type SealedRejection = {
  messageId: string
  sentAt: Date
  receiveCount: number
  reasons: readonly RejectReason[]
  fieldNames: readonly string[]
  bodyBytes: number
  sealed: Uint8Array
}

/** A batch's place in the ledger. */
export type LedgerPlace = {
  /** A random UUID of this batch's own; storing the same batch twice stores it once. */
  key: string
  run: { id: number; key: string }
  lane: number
  /** How long ago its first message was asked for. */
  ageMs: number
}

/** What became of a batch's messages: `received = stored + duplicates + rejected`. */
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

/**
 * Stores a batch whole or not at all: its logins, their sealed originals, its rejected messages and
 * its ledger row, in one transaction. Each count is what the database says happened, not what is
 * left when the others are subtracted; where they do not add up, the ledger row's own check refuses
 * it and nothing is stored.
 * @param timeoutMs when it is given up and rolled back.
 * @throws KeysChanged where it was masked or sealed with keys that are not in use any more,
 *   RunUnknown, and whatever the database throws; nothing is stored then.
 */
export async function storeBatch(
  batch: PreparedBatch,
  place: LedgerPlace,
  timeoutMs: number,
): Promise<StoredCounts> {
  return transaction((tx) => store(tx, batch, place), { timeoutMs })
}

/**
 * Goes through all of `storeBatch` and rolls it back: finds out whether the database would take a
 * batch, without taking it.
 * @throws what `storeBatch` would throw.
 */
export async function tryStoring(
  batch: PreparedBatch,
  place: LedgerPlace,
  timeoutMs: number,
): Promise<void> {
  const rollback = async (tx: Transaction) => {
    await store(tx, batch, place)
    throw new RolledBack()
  }
  await transaction(rollback, { timeoutMs }).catch((error) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

class RolledBack extends Error {}

async function store(tx: Transaction, batch: PreparedBatch, place: LedgerPlace) {
  const { batchId, earlier } = await beginBatch(tx, place.key)
  if (earlier !== null) return checked(earlier, batch)
  await holdKeys(tx, batch.keysEpoch)
  await insertDeks(tx, batch)
  await insertVaultEntries(tx, batch)
  const ids = { batchId, runId: place.run.id }
  const counts = {
    received: batch.logins.length + batch.rejected.length,
    stored: await insertLogins(tx, batch, ids),
    rejected: await insertRejected(tx, batch, ids),
    duplicates: 0,
  }
  // A delivery that brought nothing new must be one of a message that is already there.
  if (counts.stored < batch.logins.length) {
    counts.duplicates += await countKnownLogins(tx, batch, ids)
  }
  if (counts.rejected < batch.rejected.length) {
    counts.duplicates += await countKnownRejected(tx, batch, ids)
  }
  await insertLedgerRow(tx, batch, place, batchId, counts)
  return counts
}

/** Whoever acknowledges by these counts relies on their being those of exactly these messages. */
function checked(earlier: StoredCounts, { logins, rejected }: PreparedBatch): StoredCounts {
  if (earlier.received === logins.length + rejected.length) return earlier
  throw new Error('The ledger has another batch under this batch’s key')
}

/** A number for the batch, and what an earlier attempt stored whose answer was lost. */
async function beginBatch(tx: Transaction, key: string) {
  const [row] = await tx.$queryRaw<{ batchId: bigint; earlier: StoredCounts | null }[]>`
    SELECT nextval(pg_get_serial_sequence('ingest_batches', 'id')) AS "batchId",
      (SELECT json_build_object('received', received, 'stored', stored,
                                'duplicates', duplicates, 'rejected', rejected)
       FROM ingest_batches WHERE key = ${key}::uuid AND failed = 0) AS earlier`
  return row as { batchId: bigint; earlier: StoredCounts | null }
}

async function insertDeks(tx: Transaction, { deks }: PreparedBatch) {
  await tx.$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${deks.map((dek) => dek.dekId)}::text[],
                         ${deks.map((dek) => dek.recipient)}::text[],
                         ${deks.map((dek) => dek.sealed)}::bytea[])
    ON CONFLICT DO NOTHING`
}

/** In the order of their tokens, so that two lanes with the same tokens wait instead of deadlock. */
async function insertVaultEntries(tx: Transaction, { vault, dekId }: PreparedBatch) {
  await tx.$executeRaw`
    INSERT INTO pii_vault (token, dek_id, sealed)
    SELECT token, ${dekId}, sealed
    FROM unnest(${vault.map((entry) => entry.token)}::text[],
                ${vault.map((entry) => entry.sealed)}::bytea[]) AS entry(token, sealed)
    ORDER BY token
    ON CONFLICT DO NOTHING`
}

/** After the vault's entries: an erasure that deletes a token's original waits for those, or they for it. */
type Ids = { batchId: bigint; runId: number }

async function insertLogins(tx: Transaction, batch: PreparedBatch, { batchId, runId }: Ids) {
  const logins = await withTokensInUse(tx, batch.logins)
  return tx.$executeRaw`
    INSERT INTO user_logins (user_id, device_type, masked_ip, masked_device_id, locale, app_version,
                             create_date, message_id, sent_at, app_version_text, envelope_id,
                             batch_id, run_id)
    SELECT login.*, ${batchId}, ${runId}
    FROM unnest(${logins.map((login) => login.userId)}::text[],
                ${logins.map((login) => login.deviceType)}::text[],
                ${logins.map((login) => login.maskedIp)}::text[],
                ${logins.map((login) => login.maskedDeviceId)}::text[],
                ${logins.map((login) => login.locale)}::text[],
                ${logins.map((login) => login.appVersion)}::int[],
                ${logins.map((login) => login.createDate)}::date[],
                ${logins.map((login) => login.messageId)}::text[],
                ${logins.map((login) => login.sentAt.toISOString())}::timestamptz[],
                ${logins.map((login) => login.appVersionText)}::text[],
                ${logins.map((login) => login.envelopeId)}::text[])
      AS login(user_id, device_type, masked_ip, masked_device_id, locale, app_version,
               create_date, message_id, sent_at, app_version_text, envelope_id)
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}

async function insertRejected(
  tx: Transaction,
  { rejected, dekId }: PreparedBatch,
  { batchId, runId }: Ids,
) {
  if (rejected.length === 0) return 0
  return tx.$executeRaw`
    INSERT INTO rejected_messages (message_id, sent_at, receive_count, reasons, field_names,
                                   body_bytes, dek_id, sealed, batch_id, run_id)
    SELECT message_id, sent_at, receive_count,
           ARRAY(SELECT jsonb_array_elements_text(reasons)),
           ARRAY(SELECT jsonb_array_elements_text(field_names)),
           body_bytes, ${dekId}, sealed, ${batchId}, ${runId}
    FROM unnest(${rejected.map((message) => message.messageId)}::text[],
                ${rejected.map((message) => message.sentAt.toISOString())}::timestamptz[],
                ${rejected.map((message) => message.receiveCount)}::int[],
                ${rejected.map((message) => JSON.stringify(message.reasons.map(encodeReason)))}::jsonb[],
                ${rejected.map((message) => JSON.stringify(message.fieldNames))}::jsonb[],
                ${rejected.map((message) => message.bodyBytes)}::int[],
                ${rejected.map((message) => message.sealed)}::bytea[])
      AS message(message_id, sent_at, receive_count, reasons, field_names, body_bytes, sealed)
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}

/** Deliveries of this batch whose row another batch wrote, and repeats within this one. */
async function countKnownLogins(tx: Transaction, { logins }: PreparedBatch, { batchId }: Ids) {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(deliveries - (known.batch_id IS NOT DISTINCT FROM ${batchId})::int), 0)::int
             AS count
    FROM (SELECT message_id, sent_at, count(*) AS deliveries
          FROM unnest(${logins.map((login) => login.messageId)}::text[],
                      ${logins.map((login) => login.sentAt.toISOString())}::timestamptz[])
            AS delivery(message_id, sent_at)
          GROUP BY message_id, sent_at) AS delivered
    JOIN user_logins AS known USING (message_id, sent_at)`
  return row?.count ?? 0
}

async function countKnownRejected(tx: Transaction, { rejected }: PreparedBatch, { batchId }: Ids) {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(deliveries - (known.batch_id = ${batchId})::int), 0)::int AS count
    FROM (SELECT message_id, sent_at, count(*) AS deliveries
          FROM unnest(${rejected.map((message) => message.messageId)}::text[],
                      ${rejected.map((message) => message.sentAt.toISOString())}::timestamptz[])
            AS delivery(message_id, sent_at)
          GROUP BY message_id, sent_at) AS delivered
    JOIN rejected_messages AS known USING (message_id, sent_at)`
  return row?.count ?? 0
}

/**
 * Also proof that the run is still the one that the process knows.
 * @throws RunUnknown
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
    FROM ingest_runs AS run WHERE run.id = ${run.id}::int AND run.key = ${run.key}::uuid`
  if (entered === 0) throw new RunUnknown()
  await tx.$queryRaw`
    WITH unfolded AS (
      INSERT INTO unfolded_batches (batch_id) SELECT ${batchId}::bigint WHERE ${stored}::int > 0
    )
    SELECT pg_notify(${LEDGER_CHANNEL}, ${JSON.stringify(notice)})::text`
}
