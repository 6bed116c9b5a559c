import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { ReviewMark, SharedKind, SharedRow, SharedSort } from '@/lib/model/shared-values'

/** Which of the devices, or IPs, that several users share. */
export type SharedFilter = {
  kind: SharedKind
  /** At least so many distinct users; 2 is the least that is shared. */
  minUsers: number
  /** Seen at or after this time. */
  activeSinceMs?: number | undefined
  /** Devices last marked so; `none` for those that nobody marked. */
  mark?: ReviewMark | 'none' | undefined
}

/** A row of `sharedColumns`. */
export type SharedRecord = Omit<SharedRow, 'firstSeen' | 'lastSeen'> & {
  firstSeen: Date
  lastSeen: Date
}

/** What a filter asks of a row `t`, but for a mark: see `markedDevices`. */
export function sharedConditions(query: SharedFilter): Prisma.Sql[] {
  const found = [usersPart(query), ...activePart(query)]
  if (query.kind === 'device' && query.mark === 'none') {
    found.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM device_reviews AS r WHERE r.token = t.token)`)
  }
  return found
}

export function usersPart({ minUsers }: { minUsers: number }): Prisma.Sql {
  return Prisma.sql`t.users >= ${minUsers}::int`
}

export function activePart({
  activeSinceMs,
}: {
  activeSinceMs?: number | undefined
}): Prisma.Sql[] {
  return activeSinceMs === undefined ? [] : [Prisma.sql`t.last_seen >= ${instant(activeSinceMs)}`]
}

export function asksForMark({ kind, mark }: SharedFilter): boolean {
  return kind === 'device' && mark !== undefined && mark !== 'none'
}

/** Few devices are marked: a mark asked for is where the search begins. */
export function markedDevices({ mark }: SharedFilter): Prisma.Sql {
  return Prisma.sql`
    SELECT d.* FROM (SELECT DISTINCT ON (token) token, mark FROM device_reviews
                     ORDER BY token, id DESC) AS newest
    JOIN shared_devices AS d USING (token) WHERE newest.mark = ${mark}`
}

export function sharedSortColumn(kind: SharedKind, sort: SharedSort): Prisma.Sql {
  if (sort === 'others') return SHARED_TABLES[kind].others
  return { users: Prisma.sql`users`, logins: Prisma.sql`logins`, lastSeen: Prisma.sql`last_seen` }[
    sort
  ]
}

/** Of a row `t`, what is shown. */
export function sharedColumns(kind: SharedKind): Prisma.Sql {
  return Prisma.sql`
    t.token, t.logins::float8 AS logins, t.users, t.${SHARED_TABLES[kind].others} AS others,
    t.first_seen AS "firstSeen", t.last_seen AS "lastSeen", ${markOf(kind)} AS mark`
}

function markOf(kind: SharedKind): Prisma.Sql {
  if (kind === 'ip') return Prisma.sql`NULL::text`
  return Prisma.sql`(SELECT r.mark FROM device_reviews AS r WHERE r.token = t.token
    ORDER BY r.id DESC LIMIT 1)`
}
