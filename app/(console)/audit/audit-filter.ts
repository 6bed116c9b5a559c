import type { RevealLogFilter } from '@/lib/db/reveal-log/list-reveal-log'
import type { AuditQuery } from '@/lib/model/query/audit-query'
import { boundsOf } from '@/lib/model/query/parts/time-parts'

/** What the database is asked for; days are those of the zone that times are shown in. */
export function auditFilter(
  query: AuditQuery,
  context: { nowMs: number; timeZone: string },
): RevealLogFilter {
  const { person, kind, outcome, token } = query
  const { fromMs, toMs } = boundsOf(query, context)
  return {
    userName: person,
    action: kind,
    outcome,
    token,
    from: fromMs === undefined ? undefined : new Date(fromMs),
    until: toMs === undefined ? undefined : new Date(toMs),
  }
}
