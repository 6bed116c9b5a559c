import type { RecordedActionFilter } from '@/lib/db/reveal-log/recorded-action-conditions'
import type { AuditQuery } from '@/lib/model/query/audit-query'
import { boundsOf } from '@/lib/model/query/parts/time-parts'

/** What the database is asked for; days are those of the zone that times are shown in. */
export function auditFilter(
  query: AuditQuery,
  context: { nowMs: number; timeZone: string },
): RecordedActionFilter {
  const { person, kind, outcome, token, ticket, text } = query
  const { fromMs, toMs } = boundsOf(query, context)
  return {
    userName: person,
    action: kind,
    outcome,
    token,
    ticket,
    text,
    from: fromMs === undefined ? undefined : new Date(fromMs),
    until: toMs === undefined ? undefined : new Date(toMs),
  }
}
