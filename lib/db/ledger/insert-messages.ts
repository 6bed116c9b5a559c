import { arrayLiteral } from '@/lib/db/array-literal'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { SealedOriginals } from '@/lib/db/vault/insert-sealed'
import { withTokensInUse } from '@/lib/db/vault/token-alias'
import type { MaskedLogin } from '@/lib/model/login'
import { type ListedField, LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { encodeReason, type RejectReason } from '@/lib/model/reject-reasons'

/** A batch as it is stored: masked and sealed, with nothing left to hide. */
export type PreparedBatch = SealedOriginals & {
  logins: readonly MaskedLogin[]
  rejected: readonly SealedRejection[]
  /** Messages that were found to be stored or rejected already, and are only counted. */
  known: number
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

/** The numbers of a batch and of its run. */
export type Ids = { batchId: bigint; runId: number }

/** After the vault's entries: an erasure that deletes a token's original waits for those, or they for it. */
export async function insertLogins(tx: Transaction, batch: PreparedBatch, { batchId, runId }: Ids) {
  const logins = await withTokensInUse(tx, batch.logins)
  return tx.$executeRaw`
    INSERT INTO user_logins (${STORED_COLUMNS}, batch_id, run_id)
    SELECT login.*, ${batchId}, ${runId}
    FROM unnest(${Prisma.join(STORED_FIELDS.map((field) => valuesOf(logins, field)))})
      AS login(${STORED_COLUMNS})
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}

/** What a login is stored with; its run comes from the batch. */
const STORED_FIELDS = LOGIN_FIELD_LIST.filter((field) => !field.isOfBatch)
const STORED_COLUMNS = Prisma.raw(STORED_FIELDS.map(({ column }) => column).join(', '))

/** A field of all logins as one array. */
function valuesOf(logins: readonly MaskedLogin[], { property, type }: ListedField): Prisma.Sql {
  const name = property as keyof MaskedLogin
  return Prisma.sql`${arrayLiteral(logins.map((login) => login[name]))}::${Prisma.raw(type)}[]`
}

/** @returns how many of the rejected messages were not there yet. */
export async function insertRejected(
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
    FROM unnest(${arrayLiteral(rejected.map((message) => message.messageId))}::text[],
                ${arrayLiteral(rejected.map((message) => message.sentAt.toISOString()))}::timestamptz[],
                ${arrayLiteral(rejected.map((message) => message.receiveCount))}::int[],
                ${arrayLiteral(rejected.map((message) => JSON.stringify(message.reasons.map(encodeReason))))}::jsonb[],
                ${arrayLiteral(rejected.map((message) => JSON.stringify(message.fieldNames)))}::jsonb[],
                ${arrayLiteral(rejected.map((message) => message.bodyBytes))}::int[],
                ${arrayLiteral(rejected.map((message) => message.sealed))}::bytea[])
      AS message(message_id, sent_at, receive_count, reasons, field_names, body_bytes, sealed)
    ORDER BY message_id
    ON CONFLICT (message_id, sent_at) DO NOTHING`
}
