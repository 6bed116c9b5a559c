import { reader } from '@/lib/db/replica/read-source'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** The figures of a device or IP. */
export type SharedFigures = {
  /** Null where nobody shares it: its logins are few enough to be counted. */
  logins: number | null
  users: number
  /** IPs of a device, devices of an IP. */
  others: number
  firstSeen: Date
  lastSeen: Date
}

/**
 * The figures of a device or IP by the token that its logins have. What is not shared has no rollup:
 * its ends are found in its logins, whom it met in the pairs. @returns null where no login has it.
 */
export async function readFigures(kind: SharedKind, token: string): Promise<SharedFigures | null> {
  const { rollup, others, userPairs, otherPairs, column, key } = SHARED_TABLES[kind]
  const [found] = await reader().$queryRaw<SharedFigures[]>`
    SELECT logins::float8 AS logins, users, ${others} AS others, first_seen AS "firstSeen",
      last_seen AS "lastSeen" FROM ${rollup} WHERE token = ${token}`
  if (found) return found
  const [ends] = await reader().$queryRaw<
    (Pick<SharedFigures, 'users' | 'others'> & { firstSeen: Date | null; lastSeen: Date | null })[]
  >`
    SELECT min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen",
      (SELECT count(*)::int FROM ${userPairs} WHERE ${key} = ${token}) AS users,
      (SELECT count(*)::int FROM ${otherPairs} WHERE ${key} = ${token}) AS others
    FROM user_logins WHERE ${column} = ${token}`
  if (!ends?.firstSeen || !ends.lastSeen) return null
  const { firstSeen, lastSeen, users } = ends
  // The pairs may not know the newest login yet.
  return { logins: null, users: Math.max(1, users), others: ends.others, firstSeen, lastSeen }
}
