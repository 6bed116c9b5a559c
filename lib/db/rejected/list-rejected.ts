import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Cursor, type Page, pageOf, readsDescending } from '@/lib/db/keyset'
import type { RejectedRow } from '@/lib/model/login'
import { decodeReason } from '@/lib/model/reject-reasons'

type RejectedRecord = Omit<RejectedRow, 'sentAt' | 'rejectedAt' | 'settledAt' | 'reasons'> & {
  reasons: string[] | null
  sentAt: Date
  rejectedAt: Date
  settledAt: Date | null
}

/** A page of rejected messages by (rejected_at, id), newest first; never their bodies. */
export async function listRejected(query: {
  limit: number
  cursor?: Cursor
  runId?: number
}): Promise<Page<RejectedRow>> {
  const descending = readsDescending('newest', query.cursor)
  const records = await database().$queryRaw<RejectedRecord[]>`
    SELECT m.id::text AS "id", message_id AS "messageId", sent_at AS "sentAt",
      rejected_at AS "rejectedAt", receive_count AS "receiveCount", reasons,
      field_names AS "fieldNames", body_bytes AS "bodyBytes", run_id AS "runId", state,
      settled_at AS "settledAt", settled_by AS "settledBy", returned_as AS "returnedAs"
    FROM rejected_messages m
    WHERE ${query.runId === undefined ? Prisma.sql`true` : Prisma.sql`m.run_id = ${query.runId}::int`}
      ${query.cursor ? after(query.cursor, descending) : Prisma.empty}
    ORDER BY ${descending ? Prisma.sql`m.rejected_at DESC, m.id DESC` : Prisma.sql`m.rejected_at, m.id`}
    LIMIT ${query.limit + 1}`
  return pageOf(
    records.map(toRejectedRow),
    query.limit,
    query.cursor,
    (row) => ({ ms: Date.parse(row.rejectedAt), id: row.id }),
    () => listRejected({ ...query, cursor: undefined }),
  )
}

function after(cursor: Cursor, descending: boolean): Prisma.Sql {
  const place = Prisma.sql`(to_timestamp(${cursor.ms}::float8 / 1000)::timestamptz(3), ${cursor.id}::bigint)`
  return descending
    ? Prisma.sql`AND (m.rejected_at, m.id) < ${place}`
    : Prisma.sql`AND (m.rejected_at, m.id) > ${place}`
}

function toRejectedRow(record: RejectedRecord): RejectedRow {
  return {
    ...record,
    sentAt: record.sentAt.toISOString(),
    rejectedAt: record.rejectedAt.toISOString(),
    settledAt: record.settledAt?.toISOString() ?? null,
    reasons: (record.reasons ?? []).map(decodeReason),
    fieldNames: record.fieldNames ?? [],
  }
}
