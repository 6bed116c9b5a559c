import { database, type Transaction } from '@/lib/db/client'
import { holdKeys } from '@/lib/db/key-registry'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger-channel'
import { withTokensInUse } from '@/lib/db/token-alias'
import type { MaskedLogin } from '@/lib/login'

/** A batch as it is stored: masked and sealed, with nothing left to hide. */
export type BatchToStore = {
  /** From `allocateBatchId`; storing the same batch twice stores it once. */
  batchId: bigint
  runId: number
  lane: number
  startedAt: Date
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

export type SealedRejection = {
  messageId: string
  sentAt: Date
  receiveCount: number
  reasons: readonly string[]
  fieldNames: readonly string[]
  bodyBytes: number
  sealed: Uint8Array
}

/** What became of a batch's messages: `received = stored + duplicates + rejected`. */
export type StoredCounts = {
  received: number
  stored: number
  duplicates: number
  rejected: number
}

const SAMPLE_SIZE = 20

/** Takes a number for a batch, so that a retry after a lost answer is known to be one. */
export async function allocateBatchId(): Promise<bigint> {
  const [row] = await database().$queryRaw<{ id: bigint }[]>`
    SELECT nextval(pg_get_serial_sequence('ingest_batches', 'id')) AS id`
  return (row as { id: bigint }).id
}

/**
 * Stores a batch whole or not at all: its logins, their sealed originals, its rejected messages and
 * its ledger row, in one transaction. Each count is what the database says happened, not what is
 * left when the others are subtracted; where they do not add up, the ledger row's own check refuses
 * it and nothing is stored.
 * @param timeoutMs when it is given up and rolled back.
 * @throws KeysChanged where it was masked or sealed with keys that are not in use any more, and
 *   whatever the database throws; nothing is stored then.
 */
export async function storeBatch(batch: BatchToStore, timeoutMs: number): Promise<StoredCounts> {
  return database().$transaction(
    async (tx) => {
      const earlier = await findCounts(tx, batch.batchId)
      if (earlier !== null) return earlier
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${`${timeoutMs}ms`}, true)`
      await holdKeys(tx, batch.keysEpoch)
      await insertDeks(tx, batch)
      await insertVaultEntries(tx, batch)
      const counts = {
        received: batch.logins.length + batch.rejected.length,
        stored: await insertLogins(tx, batch),
        rejected: await insertRejected(tx, batch),
        duplicates: 0,
      }
      // A delivery that brought nothing new must be one of a message that is already there.
      if (counts.stored < batch.logins.length)
        counts.duplicates += await countKnownLogins(tx, batch)
      if (counts.rejected < batch.rejected.length) {
        counts.duplicates += await countKnownRejected(tx, batch)
      }
      await insertLedgerRow(tx, batch, counts)
      return counts
    },
    { maxWait: timeoutMs, timeout: timeoutMs },
  )
}

async function findCounts(tx: Transaction, batchId: bigint): Promise<StoredCounts | null> {
  return tx.ingestBatch.findUnique({
    where: { id: batchId },
    select: { received: true, stored: true, duplicates: true, rejected: true },
  })
}

async function insertDeks(tx: Transaction, { deks }: BatchToStore) {
  await tx.$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${deks.map((dek) => dek.dekId)}::text[],
                         ${deks.map((dek) => dek.recipient)}::text[],
                         ${deks.map((dek) => dek.sealed)}::bytea[])
    ON CONFLICT DO NOTHING`
}

/** In the order of their tokens, so that two lanes with the same tokens wait instead of deadlock. */
async function insertVaultEntries(tx: Transaction, { vault, dekId }: BatchToStore) {
  await tx.$executeRaw`
    INSERT INTO pii_vault (token, dek_id, sealed)
    SELECT token, ${dekId}, sealed
    FROM unnest(${vault.map((entry) => entry.token)}::text[],
                ${vault.map((entry) => entry.sealed)}::bytea[]) AS entry(token, sealed)
    ORDER BY token
    ON CONFLICT DO NOTHING`
}

/** After the vault's entries: an erasure that deletes a token's original waits for those, or they for it. */
async function insertLogins(tx: Transaction, { batchId, runId, ...batch }: BatchToStore) {
  const logins = await withTokensInUse(tx, batch.logins)
  return tx.$executeRaw`
    INSERT INTO user_logins (user_id, device_type, masked_ip, masked_device_id, locale, app_version,
                             create_date, message_id, sent_at, app_version_text, batch_id, run_id)
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
                ${logins.map((login) => login.appVersionText)}::text[])
      AS login(user_id, device_type, masked_ip, masked_device_id, locale, app_version,
               create_date, message_id, sent_at, app_version_text)
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}

async function insertRejected(tx: Transaction, { rejected, dekId, batchId, runId }: BatchToStore) {
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
                ${rejected.map((message) => JSON.stringify(message.reasons))}::jsonb[],
                ${rejected.map((message) => JSON.stringify(message.fieldNames))}::jsonb[],
                ${rejected.map((message) => message.bodyBytes)}::int[],
                ${rejected.map((message) => message.sealed)}::bytea[])
      AS message(message_id, sent_at, receive_count, reasons, field_names, body_bytes, sealed)
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}

/** Deliveries of this batch whose row another batch wrote, and repeats within this one. */
async function countKnownLogins(tx: Transaction, { logins, batchId }: BatchToStore) {
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

async function countKnownRejected(tx: Transaction, { rejected, batchId }: BatchToStore) {
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

async function insertLedgerRow(tx: Transaction, batch: BatchToStore, counts: StoredCounts) {
  const { batchId, runId, lane, startedAt, logins } = batch
  const notice: LedgerNotice = {
    runId,
    batchId: String(batchId),
    stored: counts.stored,
    sample: logins
      .slice(-SAMPLE_SIZE)
      .map(({ messageId, sentAt }) => [messageId, sentAt.getTime()]),
  }
  await tx.$executeRaw`
    WITH ledger AS (
      INSERT INTO ingest_batches
        (id, run_id, lane, received, stored, duplicates, rejected, failed, started_at, committed_at)
      VALUES (${batchId}, ${runId}, ${lane}, ${counts.received}, ${counts.stored},
              ${counts.duplicates}, ${counts.rejected}, 0, ${startedAt}, clock_timestamp())
    )
    INSERT INTO unfolded_batches (batch_id) SELECT ${batchId}::bigint WHERE ${counts.stored}::int > 0`
  await tx.$queryRaw`SELECT pg_notify(${LEDGER_CHANNEL}, ${JSON.stringify(notice)})::text`
}
