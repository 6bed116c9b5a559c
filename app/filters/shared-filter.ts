import type { SharedFilter } from '@/lib/db/shared/shared-conditions'
import { tokenPrefixes } from '@/lib/db/shared/token-prefixes'
import { ME, NOBODY, type SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { DAY_MS } from '@/lib/model/time/units'

type Context = {
  nowMs: number
  /** The address of whoever asks. */
  email: string
}

/** What the database is asked for. */
export async function sharedFilter(
  kind: SharedKind,
  query: SharedQuery,
  { nowMs, email }: Context,
): Promise<SharedFilter> {
  const { users, recent, new: newest, token, mark, assignee } = query
  return {
    kind,
    minUsers: users,
    activeSinceMs: activeSince(query, nowMs),
    minRecentUsers: recent,
    newSinceMs: daysAgo(newest, nowMs),
    prefixes: token === undefined ? undefined : await tokenPrefixes(kind, token),
    mark,
    assignee: assignee === NOBODY ? null : assignee === ME ? email : assignee,
  }
}

/** When a value was last seen at the earliest, in Unix milliseconds; undefined for all time. */
export function activeSince({ active, since }: SharedQuery, nowMs: number): number | undefined {
  return since === undefined ? daysAgo(active, nowMs) : Date.parse(since)
}

function daysAgo(days: number | undefined, nowMs: number): number | undefined {
  return days === undefined ? undefined : nowMs - days * DAY_MS
}
