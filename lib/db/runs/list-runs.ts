import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Cursor, type Page, pageOf, readsDescending } from '@/lib/db/keyset'
import { type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/ledger'

/** A page of runs, newest first, each with its batches added up. */
export async function listRuns(query: {
  limit: number
  cursor?: Cursor
}): Promise<Page<RunSummary>> {
  const descending = readsDescending('newest', query.cursor)
  const records = await database().$queryRaw<RunRecord[]>`
    ${SELECT_RUNS}
    ${query.cursor ? after(query.cursor, descending) : Prisma.empty}
    ORDER BY ${descending ? Prisma.sql`r.id DESC` : Prisma.sql`r.id`}
    LIMIT ${query.limit + 1}`
  return pageOf(
    records.map(toRunSummary),
    query.limit,
    query.cursor,
    (run) => ({ ms: 0, id: String(run.id) }),
    () => listRuns({ limit: query.limit }),
  )
}

function after(cursor: Cursor, descending: boolean): Prisma.Sql {
  return descending
    ? Prisma.sql`WHERE r.id < ${cursor.id}::bigint`
    : Prisma.sql`WHERE r.id > ${cursor.id}::bigint`
}
