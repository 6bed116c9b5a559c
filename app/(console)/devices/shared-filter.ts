import type { SharedFilter } from '@/lib/db/shared/shared-conditions'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

const DAY_MS = 86_400_000

/** What the database is asked for. */
export function sharedFilter(
  kind: SharedKind,
  { users, active, since, mark }: SharedQuery,
  nowMs: number,
): SharedFilter {
  const daysAgoMs = active === undefined ? undefined : nowMs - active * DAY_MS
  const activeSinceMs = since === undefined ? daysAgoMs : Date.parse(since)
  return { kind, minUsers: users, activeSinceMs, mark }
}
