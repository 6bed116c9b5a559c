import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { ReviewMark } from '@/lib/model/reviews'
import type { SharedKind, SharedRow, SharedSort } from '@/lib/model/shared-values'

/** Which of the devices, or IPs, that several users share. */
export type SharedFilter = {
  kind: SharedKind
  /** At least so many distinct users; 2 is the least that is shared. */
  minUsers: number
  /** Seen at or after this time. */
  activeSinceMs?: number | undefined
  /** Those last marked so; `none` for those that nobody marked. */
  mark?: ReviewMark | 'none' | undefined
}

/** A row of `sharedColumns`. */
export type SharedRecord = Omit<SharedRow, 'firstSeen' | 'lastSeen'> & {
  firstSeen: Date
  lastSeen: Date
}

/** What a filter asks of a row `t`, but for a mark: see `markedValues`. */
export function sharedConditions(query: SharedFilter): Prisma.Sql[] {
  const found = [usersPart(query), ...activePart(query)]
  if (query.mark === 'none') found.push(Prisma.sql`${inForce(query.kind, 'mark')} IS NULL`)
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

export function asksForMark({ mark }: SharedFilter): boolean {
  return mark !== undefined && mark !== 'none'
}

/** Few are marked: a mark asked for is where the search begins. */
export function markedValues({ kind, mark }: SharedFilter): Prisma.Sql {
  return Prisma.sql`
    SELECT d.* FROM (SELECT DISTINCT ON (subject) subject, mark FROM reviews
                     WHERE kind = ${kind}::text::review_kind ORDER BY subject, id DESC) AS newest
    JOIN ${SHARED_TABLES[kind].rollup} AS d ON d.token = newest.subject
    WHERE newest.mark = ${mark}::text::review_mark`
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
    t.first_seen AS "firstSeen", t.last_seen AS "lastSeen", ${inForce(kind, 'mark')} AS mark,
    ${inForce(kind, 'assignee')} AS assignee`
}

/** What the newest review of a row `t` says; null where nobody has said anything. */
function inForce(kind: SharedKind, what: 'mark' | 'assignee'): Prisma.Sql {
  return Prisma.sql`(SELECT r.${Prisma.raw(what)} FROM reviews AS r
    WHERE r.kind = ${kind}::text::review_kind AND r.subject = t.token ORDER BY r.id DESC LIMIT 1)`
}
