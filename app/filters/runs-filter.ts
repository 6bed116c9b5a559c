import type { RunsFilter } from '@/lib/db/runs/list-runs'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import type { RunsQuery } from '@/lib/model/query/runs-query'

/** What the database is asked for. */
export function runsFilter(
  query: RunsQuery,
  context: { nowMs: number; timeZone: string },
): RunsFilter {
  const { fromMs, toMs } = boundsOf(query, context)
  const { state, by } = query
  return { state, startedFromMs: fromMs, startedToMs: toMs, startedBy: by }
}
