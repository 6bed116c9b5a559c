import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { reader } from '@/lib/db/replica/read-source'
import { readFigures } from '@/lib/db/shared/read-figures'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { currentToken } from '@/lib/db/vault/token-alias'
import { findOriginal } from '@/lib/find-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** A user, IP or device met at a thing, with the logins counted there. Times are ISO 8601, UTC. */
type Related = { value: string; logins: number; firstSeen: string; lastSeen: string }

/** One device or IP with whom and what its logins met. */
export type FoundShared = {
  token: string
  logins: LoginCount
  /** Distinct ones; what is listed below may be fewer. */
  users: number
  others: number
  firstSeen: string
  lastSeen: string
  /** The most frequent first. */
  userList: Related[]
  otherList: Related[]
  /** Where only so many of its newest logins were counted for the lists; null where all were. */
  searched: number | null
}

const MAX_COUNTED = 2_500

/**
 * One device or IP, shared or not, by its token; the answer has the one that its logins have now.
 * @returns null where no login has it, or where it is an original, which is never looked for.
 */
export async function findShared(kind: SharedKind, asked: string): Promise<FoundShared | null> {
  if (findOriginal(asked) !== null) return null
  const token = await currentToken(asked)
  const [logins, figures, related] = await Promise.all([
    countLogins({ [SHARED_TABLES[kind].field]: token }),
    readFigures(kind, token),
    listRelated(kind, token),
  ])
  const { userList, otherList } = related
  if (figures === null) return null
  const count = figures.logins === null ? logins : { count: figures.logins, isExact: true }
  return {
    token,
    logins: count,
    users: Math.max(figures.users, userList.length),
    others: Math.max(figures.others, otherList.length),
    firstSeen: figures.firstSeen.toISOString(),
    lastSeen: figures.lastSeen.toISOString(),
    userList,
    otherList,
    searched: count.isExact && count.count <= MAX_COUNTED ? null : MAX_COUNTED,
  }
}

type Met = {
  isUser: boolean
  value: string | null
  logins: number
  firstSeen: Date
  lastSeen: Date
}

async function listRelated(kind: SharedKind, token: string) {
  const { column, otherColumn } = SHARED_TABLES[kind]
  const rows = await reader().$queryRaw<Met[]>`
    SELECT grouping(other) = 1 AS "isUser",
      CASE WHEN grouping(other) = 1 THEN user_id ELSE other END AS value,
      count(*)::float8 AS logins, min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen"
    FROM (SELECT user_id, ${otherColumn} AS other, sent_at FROM user_logins
          WHERE ${column} = ${token} ORDER BY sent_at DESC, id DESC LIMIT ${MAX_COUNTED}) AS newest
    GROUP BY GROUPING SETS ((user_id), (other)) ORDER BY 3 DESC, 5 DESC, 2`
  const list = (isUser: boolean): Related[] =>
    rows
      .filter((row) => row.isUser === isUser)
      .flatMap(({ value, logins, firstSeen, lastSeen }) =>
        value === null
          ? []
          : {
              value: isUser ? value : hideOriginal(value),
              logins,
              firstSeen: firstSeen.toISOString(),
              lastSeen: lastSeen.toISOString(),
            },
      )
  return { userList: list(true), otherList: list(false) }
}
