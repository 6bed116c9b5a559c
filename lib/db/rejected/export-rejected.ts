import { Prisma } from '@/lib/db/generated/client'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { rejectedConditions } from '@/lib/db/rejected/rejected-conditions'
import { csvRecord } from '@/lib/format/csv'
import { decodeReason, encodeReason } from '@/lib/model/reject-reasons'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'
import { knownFieldNames } from '@/lib/model/text/known-field-names'

/** The columns of an export, in order. Of the body there is its size. */
export const REJECTED_EXPORT_COLUMNS = [
  'rejected_at',
  'state',
  'reasons',
  'fields',
  'sent_at',
  'received',
  'body_bytes',
  'message_id',
  'run',
  'settled_at',
  'request',
  'returned_as',
] as const

type Record = {
  rejectedAt: Date
  state: string
  reasons: string[] | null
  fieldNames: string[] | null
  sentAt: Date
  receiveCount: number
  bodyBytes: number
  messageId: string
  runId: number
  settledAt: Date | null
  requestId: string | null
  returnedAs: string | null
}

/** All rejected messages of a filter, newest first, as of one moment; see `readSnapshot`. */
export async function* exportRejected(
  filter: RejectedFilter,
): AsyncGenerator<ExportChunk, void, undefined> {
  const select = Prisma.sql`
    SELECT m.rejected_at AS "rejectedAt", m.state, m.reasons, m.field_names AS "fieldNames",
      m.sent_at AS "sentAt", m.receive_count AS "receiveCount", m.body_bytes AS "bodyBytes",
      m.message_id AS "messageId", m.run_id AS "runId", m.settled_at AS "settledAt",
      m.settled_request::text AS "requestId", m.returned_as AS "returnedAs"
    FROM rejected_messages m WHERE ${rejectedConditions(filter)}
    ORDER BY m.rejected_at DESC, m.id DESC`
  for await (const rows of readSnapshot<Record>([select], { mayLag: true })) {
    yield { csv: rows.map((row) => csvRecord(fieldsOf(row))).join(''), rows: rows.length }
  }
}

function fieldsOf(row: Record): (string | number | null)[] {
  return [
    row.rejectedAt.toISOString(),
    row.state,
    // As codes: sentences are for people, and change.
    (row.reasons ?? []).map(decodeReason).map(encodeReason).join(' '),
    knownFieldNames(row.fieldNames ?? []).join(' '),
    row.sentAt.toISOString(),
    row.receiveCount,
    row.bodyBytes,
    row.messageId,
    row.runId,
    row.settledAt?.toISOString() ?? null,
    row.requestId,
    row.returnedAs,
  ]
}
