import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { keyset } from '@/lib/db/keyset'
import { IS_ACTIVE, type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import { isActive, type RunState, type RunSummary } from '@/lib/model/pipeline/ledger'
import type { Page } from '@/lib/model/query/page'

/** Which runs are asked for: in a state, started in a time (Unix milliseconds, `toMs` not in it), by somebody. */
export type RunsFilter = {
  state?: RunState | undefined
  startedFromMs?: number | undefined
  startedToMs?: number | undefined
  startedBy?: string | undefined
}

const newestFirst = keyset<RunSummary>({
  columns: [{ sql: Prisma.sql`r.id`, type: 'bigint' }],
  direction: 'desc',
  placeOf: (run) => [BigInt(run.id)],
})

/** A page of runs, newest first, each with its batches added up. */
export async function listRuns(query: {
  limit: number
  cursor?: string | null | undefined
  filter?: RunsFilter
}): Promise<Page<RunSummary>> {
  const asked = whereRuns(query.filter ?? {})
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<RunRecord[]>`
        ${SELECT_RUNS} WHERE ${asked} AND ${where} ORDER BY ${orderBy} LIMIT ${limit}`
      return { rows: records.map(toRunSummary) }
    },
  })
}

/** What a filter asks of a run `r`. */
export function whereRuns({
  state,
  startedFromMs,
  startedToMs,
  startedBy,
}: RunsFilter): Prisma.Sql {
  const conditions = [Prisma.sql`true`]
  if (state !== undefined) conditions.push(isIn(state))
  if (startedFromMs !== undefined)
    conditions.push(Prisma.sql`r.started_at >= ${instant(startedFromMs)}`)
  if (startedToMs !== undefined) conditions.push(Prisma.sql`r.started_at < ${instant(startedToMs)}`)
  if (startedBy !== undefined) conditions.push(Prisma.sql`r.started_by = ${startedBy}`)
  return Prisma.join(conditions, ' AND ')
}

/** The state as it is shown: one that says that it works, and is not heard of, was interrupted. */
function isIn(state: RunState): Prisma.Sql {
  if (state === 'interrupted') {
    return Prisma.sql`(r.state = 'interrupted'
      OR (r.state IN ('running', 'stopping') AND NOT ${IS_ACTIVE}))`
  }
  const says = Prisma.sql`r.state = ${state}::text::run_state`
  return isActive(state) ? Prisma.sql`(${says} AND ${IS_ACTIVE})` : says
}
