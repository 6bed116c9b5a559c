import { database } from '@/lib/db/client'
import { countLogins, type LoginCount } from '@/lib/db/count-logins'
import { Prisma } from '@/lib/db/generated/client'
import { SHARED_TABLES } from '@/lib/db/shared-tables'
import type { SharedKind } from '@/lib/shared-things'

/** A user, IP or device met at a thing, with the logins counted there. Times are ISO 8601, UTC. */
export type Company = { value: string; logins: number; firstSeen: string; lastSeen: string }

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
  userList: Company[]
  otherList: Company[]
  /** Where only so many of its newest logins were counted for the lists; null where all were. */
  searched: number | null
}

const MOST_COUNTED = 10_000
const MOST_LISTED = 200

/** One device or IP, shared or not. @returns null where no login has it. */
export async function findShared(kind: SharedKind, token: string): Promise<FoundShared | null> {
  const [logins, figures, userList, otherList] = await Promise.all([
    countLogins(kind === 'device' ? { deviceToken: token } : { ipToken: token }),
    readFigures(kind, token),
    listCompany(kind, token, Prisma.sql`user_id`),
    listCompany(kind, token, SHARED_TABLES[kind].otherColumn),
  ])
  if (figures === null) return null
  const count = figures.logins === null ? logins : { count: figures.logins, isExact: true }
  return {
    token,
    logins: count,
    users: figures.users ?? userList.length,
    others: figures.others ?? otherList.length,
    firstSeen: figures.firstSeen.toISOString(),
    lastSeen: figures.lastSeen.toISOString(),
    userList,
    otherList,
    searched: count.isExact && count.count <= MOST_COUNTED ? null : MOST_COUNTED,
  }
}

type Figures = {
  logins: number | null
  users: number | null
  others: number | null
  firstSeen: Date
  lastSeen: Date
}

/** What is not shared has no rollup, and few logins: its ends are found in them. */
async function readFigures(kind: SharedKind, token: string): Promise<Figures | null> {
  const { rollup, others, column } = SHARED_TABLES[kind]
  const [found] = await database().$queryRaw<Figures[]>`
    SELECT logins::float8 AS logins, users, ${others} AS others, first_seen AS "firstSeen",
      last_seen AS "lastSeen" FROM ${rollup} WHERE token = ${token}`
  if (found) return found
  const [ends] = await database().$queryRaw<{ firstSeen: Date | null; lastSeen: Date | null }[]>`
    SELECT min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen" FROM user_logins
    WHERE ${column} = ${token}`
  if (!ends?.firstSeen || !ends.lastSeen) return null
  const { firstSeen, lastSeen } = ends
  return { logins: null, users: null, others: null, firstSeen, lastSeen }
}

async function listCompany(kind: SharedKind, token: string, value: Prisma.Sql): Promise<Company[]> {
  const rows = await database().$queryRaw<
    (Omit<Company, 'firstSeen' | 'lastSeen'> & { firstSeen: Date; lastSeen: Date })[]
  >`
    SELECT value, count(*)::float8 AS logins, min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen"
    FROM (SELECT ${value} AS value, sent_at FROM user_logins
          WHERE ${SHARED_TABLES[kind].column} = ${token}
          ORDER BY sent_at DESC, id DESC LIMIT ${MOST_COUNTED}) AS newest
    WHERE value IS NOT NULL
    GROUP BY value ORDER BY 2 DESC, 4 DESC, 1 LIMIT ${MOST_LISTED}`
  return rows.map((row) => ({
    ...row,
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
  }))
}
