import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { reader } from '@/lib/db/replica/read-source'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { findOriginal } from '@/lib/find-original'
import type { Neighbours } from '@/lib/model/shared/link-graph'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { OTHER_KIND } from '@/lib/model/shared/shared-values'

/** Of each side: more would not be legible beside a login. */
const MAX_LISTED = 6

/**
 * The users of a login's device or IP and what these were met with, six of each at most, those of the
 * login first. @returns null where there is no such login, or it has none, or an original.
 */
export async function listNeighbours(
  kind: SharedKind,
  place: { ms: number; id: string },
): Promise<Neighbours | null> {
  const { column, otherColumn, key, userPairs, otherPairs } = SHARED_TABLES[kind]
  const otherKey = SHARED_TABLES[OTHER_KIND[kind]].key
  const [login] = await reader().$queryRaw<Record<'token' | 'userId' | 'other', string | null>[]>`
    SELECT ${column} AS token, user_id AS "userId", ${otherColumn} AS other FROM user_logins
    WHERE sent_at = ${instant(place.ms)} AND user_logins.id = ${place.id}::bigint`
  const token = login?.token ?? null
  if (!login || token === null || findOriginal(token) !== null) return null
  const read = async (table: Prisma.Sql, value: Prisma.Sql, own: string | null) => {
    const rows = await reader().$queryRaw<{ value: string }[]>`
      SELECT ${value} AS value FROM ${table} WHERE ${key} = ${token}
      ORDER BY ${value} LIMIT ${MAX_LISTED + 1}`
    const found = [...new Set([...(own === null ? [] : [own]), ...rows.map((row) => row.value)])]
    return { values: found.slice(0, MAX_LISTED), isCut: found.length > MAX_LISTED }
  }
  const [users, others] = await Promise.all([
    read(userPairs, Prisma.sql`user_id`, login.userId),
    read(otherPairs, otherKey, login.other),
  ])
  return { users, others: { ...others, values: others.values.map(hideOriginal) } }
}
