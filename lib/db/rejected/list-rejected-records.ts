import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import { reader } from '@/lib/db/replica/read-source'
import type { Page } from '@/lib/model/query/page'
import { decodeReason, encodeReason } from '@/lib/model/reject-reasons'
import type { RejectedState } from '@/lib/model/rejected-states'
import { knownFieldNames } from '@/lib/model/text/known-field-names'

/** A rejected message as programs read it: why, and what became of it; nothing that it said. */
export type RejectedEntry = {
  id: string
  messageId: string
  sentAt: string
  rejectedAt: string
  receiveCount: number
  /** As `encodeReason` writes them, such as `ip:missing`. */
  reasons: string[]
  fieldNames: string[]
  bodyBytes: number
  runId: number
  state: RejectedState
  settledAt: string | null
  returnedAs: string | null
}

type RejectedRecord = Omit<RejectedEntry, 'sentAt' | 'rejectedAt' | 'settledAt'> & {
  sentAt: Date
  rejectedAt: Date
  settledAt: Date | null
}

const newestFirst = keyset<RejectedEntry>({
  columns: [
    { sql: Prisma.sql`m.rejected_at`, type: 'time' },
    { sql: Prisma.sql`m.id`, type: 'bigint' },
  ],
  direction: 'desc',
  placeOf: ({ rejectedAt, id }) => [BigInt(Date.parse(rejectedAt)), BigInt(id)],
})

/** A page of rejected messages by (rejected_at, id), newest first; of one run, where one is named. */
export async function listRejectedRecords(query: {
  limit: number
  cursor?: string | null | undefined
  runId?: number | undefined
}): Promise<Page<RejectedEntry>> {
  const { runId, limit, cursor } = query
  const ofRun = runId === undefined ? Prisma.sql`true` : Prisma.sql`m.run_id = ${runId}::int`
  return newestFirst.pageOf({
    limit,
    cursor,
    read: async (range) => {
      const records = await reader().$queryRaw<RejectedRecord[]>`
        SELECT m.id::text AS "id", message_id AS "messageId", sent_at AS "sentAt",
          rejected_at AS "rejectedAt", receive_count AS "receiveCount",
          coalesce(reasons, '{}') AS "reasons", coalesce(field_names, '{}') AS "fieldNames",
          body_bytes AS "bodyBytes", run_id AS "runId", state::text AS "state",
          settled_at AS "settledAt", returned_as AS "returnedAs"
        FROM rejected_messages m
        WHERE ${ofRun} AND ${range.where} ORDER BY ${range.orderBy} LIMIT ${range.limit}`
      return { rows: records.map(toEntry) }
    },
  })
}

function toEntry(record: RejectedRecord): RejectedEntry {
  return {
    ...record,
    sentAt: record.sentAt.toISOString(),
    rejectedAt: record.rejectedAt.toISOString(),
    settledAt: record.settledAt?.toISOString() ?? null,
    // Read and written again: earlier versions stored sentences, and other names as well.
    reasons: record.reasons.map((stored) => encodeReason(decodeReason(stored))),
    fieldNames: knownFieldNames(record.fieldNames),
  }
}
