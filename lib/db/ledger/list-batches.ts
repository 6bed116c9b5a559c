import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Cursor, type Page, pageOf, readsDescending } from '@/lib/db/keyset'
import { type LedgerCounts, toLedger } from '@/lib/db/runs/run-totals'
import type { BatchRow } from '@/lib/model/ledger'

type BatchRecord = LedgerCounts & {
  id: string
  runId: number
  lane: number
  startedAt: Date
  committedAt: Date
  error: string | null
}

/** A page of a run's batches, newest first. */
export async function listBatches(query: {
  runId: number
  limit: number
  cursor?: Cursor
}): Promise<Page<BatchRow>> {
  const descending = readsDescending('newest', query.cursor)
  const records = await database().$queryRaw<BatchRecord[]>`
    SELECT b.id::text AS "id", run_id AS "runId", lane, received, stored, duplicates, rejected,
      failed, acknowledged, started_at AS "startedAt", committed_at AS "committedAt", error
    FROM ingest_batches b
    WHERE b.run_id = ${query.runId}::int ${query.cursor ? after(query.cursor, descending) : Prisma.empty}
    ORDER BY ${descending ? Prisma.sql`b.id DESC` : Prisma.sql`b.id`}
    LIMIT ${query.limit + 1}`
  return pageOf(
    records.map(toBatchRow),
    query.limit,
    query.cursor,
    (batch) => ({ ms: 0, id: batch.id }),
    () => listBatches({ ...query, cursor: undefined }),
  )
}

function after(cursor: Cursor, descending: boolean): Prisma.Sql {
  return descending
    ? Prisma.sql`AND b.id < ${cursor.id}::bigint`
    : Prisma.sql`AND b.id > ${cursor.id}::bigint`
}

function toBatchRow(record: BatchRecord): BatchRow {
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
