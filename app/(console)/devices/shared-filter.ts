import type { SharedFilter } from '@/lib/db/shared/shared-conditions'
import { tokenPrefixes } from '@/lib/db/shared/token-prefixes'
import { ME, NOBODY, type SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

const DAY_MS = 86_400_000

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
  const { users, recent, active, since, new: newest, token, mark, assignee } = query
  const daysAgoMs = (days: number | undefined) =>
    days === undefined ? undefined : nowMs - days * DAY_MS
  return {
    kind,
    minUsers: users,
    activeSinceMs: since === undefined ? daysAgoMs(active) : Date.parse(since),
    minRecentUsers: recent,
    newSinceMs: daysAgoMs(newest),
    prefixes: token === undefined ? undefined : await tokenPrefixes(kind, token),
    mark,
    assignee: assignee === NOBODY ? null : assignee === ME ? email : assignee,
  }
}
