import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import { rejectedConditions } from '@/lib/db/rejected/rejected-conditions'
import type { RejectedRow } from '@/lib/model/login'
import type { Page } from '@/lib/model/query/page'
import { decodeReason } from '@/lib/model/reject-reasons'
import type { RejectedFilter } from '@/lib/model/rejected-groups'
import { knownFieldNames } from '@/lib/model/text/known-field-names'

type RejectedRecord = Omit<RejectedRow, 'sentAt' | 'rejectedAt' | 'settledAt' | 'reasons'> & {
  reasons: string[] | null
  sentAt: Date
  rejectedAt: Date
  settledAt: Date | null
}

const newestFirst = keyset<RejectedRow>({
  columns: [
    { sql: Prisma.sql`m.rejected_at`, type: 'time' },
    { sql: Prisma.sql`m.id`, type: 'bigint' },
  ],
  direction: 'desc',
  placeOf: (row) => [BigInt(Date.parse(row.rejectedAt)), BigInt(row.id)],
})

/** A page of rejected messages by (rejected_at, id), newest first; never their bodies. */
export async function listRejected(
  query: RejectedFilter & { limit: number; cursor?: string | null | undefined },
): Promise<Page<RejectedRow>> {
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<RejectedRecord[]>`
        WITH found AS MATERIALIZED (
          SELECT m.id FROM rejected_messages m
          WHERE ${rejectedConditions(query)} AND ${where}
          ORDER BY ${orderBy} LIMIT ${limit}
        )
        SELECT m.id::text AS "id", message_id AS "messageId", sent_at AS "sentAt",
          rejected_at AS "rejectedAt", receive_count AS "receiveCount", reasons,
          field_names AS "fieldNames", body_bytes AS "bodyBytes", run_id AS "runId", state,
          settled_at AS "settledAt", settled_by AS "settledBy", returned_as AS "returnedAs",
          settled_request::text AS "requestId"
        FROM found JOIN rejected_messages m USING (id)
        ORDER BY ${orderBy}`
      return { rows: records.map(toRejectedRow) }
    },
  })
}

function toRejectedRow(record: RejectedRecord): RejectedRow {
  return {
    ...record,
    sentAt: record.sentAt.toISOString(),
    rejectedAt: record.rejectedAt.toISOString(),
    settledAt: record.settledAt?.toISOString() ?? null,
    reasons: (record.reasons ?? []).map(decodeReason),
    // Earlier versions stored other names as well.
    fieldNames: knownFieldNames(record.fieldNames ?? []),
  }
}
