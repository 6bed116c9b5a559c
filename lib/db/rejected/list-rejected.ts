import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import { isSifted, lookedAt } from '@/lib/db/rejected/rejected-conditions'
import { reader } from '@/lib/db/replica/read-source'
import type { RejectedRow } from '@/lib/model/login'
import type { Place } from '@/lib/model/query/cursor'
import type { Page } from '@/lib/model/query/page'
import { decodeReason } from '@/lib/model/reject-reasons'
import { MAX_LOOKED_AT, type RejectedFilter } from '@/lib/model/rejected/rejected-groups'
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

/** A page of rejected messages, and the time back to which they were searched where not to their end. */
export type RejectedListPage = Page<RejectedRow> & { searchedTo: string | null }

/**
 * A page of rejected messages by (rejected_at, id), newest first; never their bodies. What fits a filter
 * by reason, field or state is looked for among `MAX_LOOKED_AT` messages at a time.
 */
export async function listRejected(
  query: RejectedFilter & { limit: number; cursor?: string | null | undefined },
): Promise<RejectedListPage> {
  const { stoppedAt, ...page } = await newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async (range) => {
      const rows = await readRange(query, range)
      const isWhole = rows.length === range.limit || !isSifted(query)
      return { rows, stoppedAt: isWhole ? null : await findStop(query, range) }
    },
  })
  return { ...page, searchedTo: stoppedAt && new Date(Number(stoppedAt[0])).toISOString() }
}

type Range = KeysetRange & { limit: number }

async function readRange(filter: RejectedFilter, { where, orderBy, limit }: Range) {
  const looked = lookedAt(filter, { where, orderBy, ...(isSifted(filter) ? {} : { limit }) })
  const records = await reader().$queryRaw<RejectedRecord[]>`
    WITH found AS MATERIALIZED (
      SELECT m.id FROM ${looked} WHERE fits ORDER BY ${orderBy} LIMIT ${limit}
    )
    SELECT m.id::text AS "id", message_id AS "messageId", sent_at AS "sentAt",
      rejected_at AS "rejectedAt", receive_count AS "receiveCount", reasons,
      field_names AS "fieldNames", body_bytes AS "bodyBytes", run_id AS "runId", state,
      settled_at AS "settledAt", settled_by AS "settledBy", returned_as AS "returnedAs",
      settled_request::text AS "requestId"
    FROM found JOIN rejected_messages m USING (id)
    ORDER BY ${orderBy}`
  return records.map(toRejectedRow)
}

/** The place of the last message that was looked at; null where all were. */
async function findStop(filter: RejectedFilter, { where, orderBy }: Range): Promise<Place | null> {
  const [last] = await reader().$queryRaw<{ rejectedAt: Date; id: bigint }[]>`
    SELECT rejected_at AS "rejectedAt", id FROM (
      SELECT m.rejected_at, m.id, row_number() OVER (ORDER BY ${orderBy}) AS place
      FROM ${lookedAt(filter, { where, orderBy })}) AS numbered
    WHERE place = ${MAX_LOOKED_AT}`
  return last === undefined ? null : [BigInt(last.rejectedAt.getTime()), last.id]
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
