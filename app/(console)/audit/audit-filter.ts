import type { RevealLogFilter } from '@/lib/db/reveal-log/list-reveal-log'
import type { AuditQuery } from '@/lib/model/query/audit-query'

const DAY_MS = 24 * 60 * 60_000

/** What the database is asked for. */
export function auditFilter(query: AuditQuery): RevealLogFilter {
  const { person, kind, outcome, token, from, to } = query
  return {
    userName: person,
    action: kind,
    outcome,
    token,
    from: from === undefined ? undefined : new Date(from),
    until: to === undefined ? undefined : new Date(Date.parse(to) + DAY_MS),
  }
}
