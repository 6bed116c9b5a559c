import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import { type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/ledger'
import type { Page } from '@/lib/model/query/page'

const newestFirst = keyset<RunSummary>({
  columns: [{ sql: Prisma.sql`r.id`, type: 'bigint' }],
  direction: 'desc',
  placeOf: (run) => [BigInt(run.id)],
})

/** A page of runs, newest first, each with its batches added up. */
export async function listRuns(query: {
  limit: number
  cursor?: string | null | undefined
}): Promise<Page<RunSummary>> {
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<RunRecord[]>`
        ${SELECT_RUNS} WHERE ${where} ORDER BY ${orderBy} LIMIT ${limit}`
      return { rows: records.map(toRunSummary) }
    },
  })
}
