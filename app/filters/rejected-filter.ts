import { boundsOf } from '@/lib/model/query/parts/time-parts'
import type { RejectedQuery } from '@/lib/model/query/rejected-query'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

/** What the database is asked for; days are those of the zone that times are shown in. */
export function rejectedFilter(
  query: RejectedQuery,
  context: { nowMs: number; timeZone: string },
): RejectedFilter {
  const { run, reason, field, state, request } = query
  return { runId: run, reason, field, state, requestId: request, ...boundsOf(query, context) }
}
