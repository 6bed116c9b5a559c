import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import { type LedgerCounts, toLedger } from '@/lib/db/runs/run-totals'
import type { BatchRow } from '@/lib/model/pipeline/ledger'
import type { Page } from '@/lib/model/query/page'

export type BatchRecord = LedgerCounts & {
  id: string
  runId: number
  lane: number
  startedAt: Date
  committedAt: Date
  error: string | null
}

/** Of a batch `b`, what is shown. */
export const BATCH_COLUMNS = Prisma.sql`
  b.id::text AS "id", run_id AS "runId", lane, received, stored, duplicates, rejected, failed,
  acknowledged, started_at AS "startedAt", committed_at AS "committedAt", error`

const newestFirst = keyset<BatchRow>({
  columns: [{ sql: Prisma.sql`b.id`, type: 'bigint' }],
  direction: 'desc',
  placeOf: (batch) => [BigInt(batch.id)],
})

/** A page of a run's batches, newest first. */
export async function listBatches(query: {
  runId: number
  limit: number
  cursor?: string | null | undefined
}): Promise<Page<BatchRow>> {
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<BatchRecord[]>`
        SELECT ${BATCH_COLUMNS} FROM ingest_batches b
        WHERE b.run_id = ${query.runId}::int AND ${where}
        ORDER BY ${orderBy} LIMIT ${limit}`
      return { rows: records.map(toBatchRow) }
    },
  })
}

/** A record as `BATCH_COLUMNS` selects it, in the shape pages know. */
export function toBatchRow(record: BatchRecord): BatchRow {
  const { id, runId, lane, startedAt, committedAt, error } = record
  return {
    id,
    runId,
    lane,
    ledger: toLedger(record),
    startedAt: startedAt.toISOString(),
    committedAt: committedAt.toISOString(),
    error,
  }
}
