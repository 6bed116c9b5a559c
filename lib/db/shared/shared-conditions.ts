import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { NO_DAY } from '@/lib/db/rollups/rollup-tables'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { ReviewMark } from '@/lib/model/shared/reviews'
import type { SharedKind, SharedRow, SharedSort } from '@/lib/model/shared/shared-values'

/** Which of the devices, or IPs, that several users share. */
export type SharedFilter = {
  kind: SharedKind
  /** At least so many distinct users ever; 2 is the least that is shared. */
  minUsers: number
  /** Seen at or after this time. */
  activeSinceMs?: number | undefined
  /** At least so many distinct users since the UTC day of `activeSinceMs`. */
  minRecentUsers?: number | undefined
  /** First seen at or after this time. */
  newSinceMs?: number | undefined
  /** What tokens begin with, see `tokenPrefixes`; any of them. */
  prefixes?: readonly string[] | undefined
  /** Those last marked so; `none` for those that nobody marked. */
  mark?: ReviewMark | 'none' | undefined
  /** Those that somebody, by address, looks after; null for those that nobody does. */
  assignee?: string | null | undefined
}

/** A row of `sharedColumns`. */
export type SharedRecord = Omit<SharedRow, 'firstSeen' | 'lastSeen'> & {
  firstSeen: Date
  lastSeen: Date
}

/** What a filter asks of a row `t`, but for what `reviewedValues` finds. */
export function sharedConditions(query: SharedFilter): Prisma.Sql[] {
  const { kind, mark, assignee } = query
  return [
    ...indexedParts(query),
    ...(mark === 'none' ? [Prisma.sql`${inForce(kind, 'mark')} IS NULL`] : []),
    ...(assignee === null ? [Prisma.sql`${inForce(kind, 'assignee')} IS NULL`] : []),
    ...recentUsersPart(query),
  ]
}

/** Of these each is told by an index of its own. */
export function indexedParts(query: SharedFilter): Prisma.Sql[] {
  return [usersPart(query), ...activePart(query), ...newPart(query), ...prefixPart(query)]
}

export function usersPart({ minUsers, minRecentUsers = 0 }: SharedFilter): Prisma.Sql {
  // Whoever was there lately was there at all.
  return Prisma.sql`t.users >= ${Math.max(minUsers, minRecentUsers)}::int`
}

export function activePart({ activeSinceMs }: Pick<SharedFilter, 'activeSinceMs'>): Prisma.Sql[] {
  return activeSinceMs === undefined ? [] : [Prisma.sql`t.last_seen >= ${instant(activeSinceMs)}`]
}

export function newPart({ newSinceMs }: Pick<SharedFilter, 'newSinceMs'>): Prisma.Sql[] {
  return newSinceMs === undefined ? [] : [Prisma.sql`t.first_seen >= ${instant(newSinceMs)}`]
}

/** Behind a prefix come hex digits, which `g` comes after. */
function prefixPart({ prefixes }: SharedFilter): Prisma.Sql[] {
  if (prefixes === undefined) return []
  const ranges = prefixes.map(
    (prefix) => Prisma.sql`(t.token >= ${prefix} AND t.token < ${`${prefix}g`})`,
  )
  return [ranges.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(ranges, ' OR ')})`]
}

function recentUsersPart(query: SharedFilter): Prisma.Sql[] {
  const { minRecentUsers, activeSinceMs } = query
  if (minRecentUsers === undefined || activeSinceMs === undefined) return []
  return [Prisma.sql`${recentUsers(query, minRecentUsers)} >= ${minRecentUsers}::int`]
}

/** The users of a row `t` since a day: of more than so many, no more are counted. The index has dated pairs alone. */
function recentUsers({ kind, activeSinceMs = 0 }: SharedFilter, most: number | null): Prisma.Sql {
  const { userPairs, key } = SHARED_TABLES[kind]
  const day = new Date(activeSinceMs).toISOString().slice(0, 10)
  return Prisma.sql`(SELECT count(*)::int FROM (
    SELECT 1 FROM ${userPairs} AS pair WHERE pair.${key} = t.token
      AND pair.last_day >= ${day}::date AND pair.last_day > ${Prisma.raw(NO_DAY)}
    LIMIT ${most}) AS lately)`
}

/** Whether what a filter asks for was said in a review. */
export function asksForReview({ mark, assignee }: SharedFilter): boolean {
  return (mark !== undefined && mark !== 'none') || typeof assignee === 'string'
}

/** Few are reviewed: a mark or an assignee asked for is where the search begins. */
export function reviewedValues({ kind, mark, assignee }: SharedFilter): Prisma.Sql {
  const asked = [
    ...(mark === undefined || mark === 'none'
      ? []
      : [Prisma.sql`newest.mark = ${mark}::text::review_mark`]),
    ...(typeof assignee === 'string' ? [Prisma.sql`newest.assignee = ${assignee}`] : []),
  ]
  return Prisma.sql`
    SELECT d.* FROM (SELECT DISTINCT ON (subject) subject, mark, assignee FROM reviews
                     WHERE kind = ${kind}::text::review_kind ORDER BY subject, id DESC) AS newest
    JOIN ${SHARED_TABLES[kind].rollup} AS d ON d.token = newest.subject
    WHERE ${Prisma.join(asked, ' AND ')}`
}

export function sharedSortColumn(kind: SharedKind, sort: SharedSort): Prisma.Sql {
  return {
    users: Prisma.sql`users`,
    logins: Prisma.sql`logins`,
    others: SHARED_TABLES[kind].others,
    firstSeen: Prisma.sql`first_seen`,
    lastSeen: Prisma.sql`last_seen`,
  }[sort]
}

/**
 * Of a row `t`, what is shown.
 * @param mostRecent of more users than so many within the time, no more are counted; null for all.
 */
export function sharedColumns(query: SharedFilter, mostRecent: number | null): Prisma.Sql {
  const { kind, activeSinceMs } = query
  return Prisma.sql`
    t.token, t.logins::float8 AS logins, t.users, t.${SHARED_TABLES[kind].others} AS others,
    ${activeSinceMs === undefined ? Prisma.sql`NULL::int` : recentUsers(query, mostRecent)} AS "recentUsers",
    t.first_seen AS "firstSeen", t.last_seen AS "lastSeen", ${inForce(kind, 'mark')} AS mark,
    ${inForce(kind, 'assignee')} AS assignee`
}

/** What the newest review of a row `t` says; null where nobody has said anything. */
function inForce(kind: SharedKind, what: 'mark' | 'assignee'): Prisma.Sql {
  return Prisma.sql`(SELECT r.${Prisma.raw(what)} FROM reviews AS r
    WHERE r.kind = ${kind}::text::review_kind AND r.subject = t.token ORDER BY r.id DESC LIMIT 1)`
}
