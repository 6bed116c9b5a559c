import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { conditionsOf, instant } from '@/lib/db/login-conditions'
import { newestMatches } from '@/lib/db/newest-matches'
import { rollupKeys } from '@/lib/db/rollup-keys'
import { MOST_SEARCHED } from '@/lib/db/search-logins'
import type { LoginFilter } from '@/lib/logins-query'

/** How many logins match: all of them, or at least so many where counting on would take long. */
export type LoginCount = { count: number; isExact: boolean }

/** Counted one by one to here. */
export const COUNT_CAP = 10_000
/** Of the part of an hour, so many are looked at. */
const MOST_OF_AN_HOUR = 5_000
const HOUR_MS = 3_600_000

/** Counts logins: exactly by the rollups where they can tell, else up to a bound. */
export async function countLogins(filter: LoginFilter): Promise<LoginCount> {
  const asked = [...conditionsOf(filter).keys()].filter((lead) => lead !== 'time')
  const isTimed = filter.fromMs !== undefined || filter.toMs !== undefined
  if (asked.every((lead) => lead === 'deviceType' || lead === 'locale')) {
    return isTimed ? countHours(filter) : countDays(filter)
  }
  if (asked.length === 1 && asked[0] === 'version' && !isTimed) return countVersions(filter)
  return countOneByOne(filter)
}

async function countDays(filter: LoginFilter): Promise<LoginCount> {
  const { deviceTypes, locales } = rollupKeys(filter)
  return exactly(Prisma.sql`
    SELECT coalesce(sum(logins), 0)::float8 AS count FROM login_days
    WHERE device_type = ANY(${deviceTypes}) AND locale = ANY(${locales})`)
}

async function countVersions(filter: LoginFilter): Promise<LoginCount> {
  return exactly(Prisma.sql`
    SELECT coalesce(sum(logins), 0)::float8 AS count FROM login_versions
    WHERE ${conditionsOf(filter).get('version') ?? Prisma.sql`true`}`)
}

async function exactly(query: Prisma.Sql): Promise<LoginCount> {
  const [row] = await database().$queryRaw<{ count: number }[]>(query)
  return { count: row?.count ?? 0, isExact: true }
}

/** Whole hours by the rollup; the parts of hours at both ends one by one, up to the cap. */
async function countHours(filter: LoginFilter): Promise<LoginCount> {
  const { fromMs = MIN_MS, toMs = MAX_MS } = filter
  const firstHour = Math.ceil(fromMs / HOUR_MS) * HOUR_MS
  const lastHour = Math.floor(toMs / HOUR_MS) * HOUR_MS
  if (firstHour >= lastHour) return countOneByOne(filter)
  const { deviceTypes, locales } = rollupKeys(filter)
  const [row] = await database().$queryRaw<{ whole: number; head: number; tail: number }[]>`
    SELECT (SELECT coalesce(sum(logins), 0)::float8 FROM login_hours
            WHERE device_type = ANY(${deviceTypes}) AND locale = ANY(${locales})
              AND hour >= ${instant(firstHour)} AND hour < ${instant(lastHour)}) AS whole,
      ${countPart(filter, fromMs, firstHour)} AS head, ${countPart(filter, lastHour, toMs)} AS tail`
  const { whole = 0, head = 0, tail = 0 } = row ?? {}
  // A part that reached the bound has more.
  return { count: whole + Math.abs(head) + Math.abs(tail), isExact: head >= 0 && tail >= 0 }
}

const MIN_MS = -62_135_596_800_000
const MAX_MS = 253_402_300_799_000

/** How many match in a part of an hour; negative where only so many were looked at. */
function countPart(filter: LoginFilter, fromMs: number, toMs: number): Prisma.Sql {
  if (fromMs === toMs) return Prisma.sql`0::float8`
  const conditions = conditionsOf({ ...filter, fromMs: undefined, toMs: undefined })
  const rest = Prisma.join([Prisma.sql`true`, ...conditions.values()], ' AND ')
  return Prisma.sql`(
    SELECT (count(*) FILTER (WHERE matches) * CASE WHEN count(*) >= ${MOST_OF_AN_HOUR} THEN -1 ELSE 1 END)::float8
    FROM (SELECT (${rest}) IS TRUE AS matches FROM user_logins
          WHERE sent_at >= ${instant(fromMs)} AND sent_at < ${instant(toMs)}
          ORDER BY sent_at, id LIMIT ${MOST_OF_AN_HOUR}) AS part)`
}

async function countOneByOne(filter: LoginFilter): Promise<LoginCount> {
  // Where nothing is left to check, an index alone answers, and more can be looked at.
  const isOnePart = conditionsOf(filter).size === 1
  const most = isOnePart ? COUNT_CAP + 1 : MOST_SEARCHED
  const { from } = await newestMatches(filter, [], most)
  const [row] = await database().$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (WHERE matches))::float8 AS count
    FROM ${from}`
  const { searched = 0, count = 0 } = row ?? {}
  return searched < most
    ? { count, isExact: true }
    : { count: Math.min(count, COUNT_CAP), isExact: false }
}
