import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { conditionsOf, whereExcept } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { MAX_SEARCHED } from '@/lib/db/logins/search-logins'
import { cutTime, HOUR_MS, MINUTE_MS, type TimeSpan } from '@/lib/db/rollups/cut-time'
import { countedRows, isRolledUp, ROLLED_UP } from '@/lib/db/rollups/rollup-keys'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** How many logins match: all of them, or at least so many where counting on would take long. */
export type LoginCount = { count: number; isExact: boolean }

/** Counted one by one to here. */
export const COUNT_CAP = 10_000
/** Of what no rollup tells, so many are looked at. */
const MAX_PER_SPAN = 5_000

/** Counts logins: exactly by the rollups where they can tell, else up to a bound. */
export async function countLogins(filter: LoginFilter): Promise<LoginCount> {
  const asked = [...conditionsOf(filter).keys()].filter((dimension) => dimension !== 'sent_at')
  const isTimed = filter.fromMs !== undefined || filter.toMs !== undefined
  if (asked.every(isRolledUp)) {
    return isTimed ? countSpans(filter) : countDays(filter)
  }
  if (asked.length === 1 && asked[0] === 'app_version' && !isTimed) return countVersions(filter)
  return countOneByOne(filter)
}

async function countDays(filter: LoginFilter): Promise<LoginCount> {
  return exactly(Prisma.sql`
    SELECT coalesce(sum(logins), 0)::float8 AS count FROM login_days
    WHERE ${countedRows(filter)}`)
}

async function countVersions(filter: LoginFilter): Promise<LoginCount> {
  return exactly(Prisma.sql`
    SELECT coalesce(sum(logins), 0)::float8 AS count FROM login_versions
    WHERE ${conditionsOf(filter).get('app_version') ?? Prisma.sql`true`}`)
}

async function exactly(query: Prisma.Sql): Promise<LoginCount> {
  const [row] = await database().$queryRaw<{ count: number }[]>(query)
  return { count: row?.count ?? 0, isExact: true }
}

/** Whole hours, and whole minutes where only a time is asked for, by their rollups; the rest one by one. */
async function countSpans(filter: LoginFilter): Promise<LoginCount> {
  const { fromMs = MIN_MS, toMs = MAX_MS } = filter
  const isOfAll = ROLLED_UP.every(({ key }) => filter[key] === undefined)
  const spans = cutTime(fromMs, toMs, isOfAll ? [HOUR_MS, MINUTE_MS] : [HOUR_MS])
  if (spans.every(({ unitMs }) => unitMs === null)) return countOneByOne(filter)
  const counts = spans.map((span) => countSpan(filter, span))
  const found = await database().$queryRaw<{ count: number; searched: number }[]>(
    Prisma.join(counts, ' UNION ALL '),
  )
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    isExact: found.every(({ searched }) => searched < MAX_PER_SPAN),
  }
}

const MIN_MS = -62_135_596_800_000
const MAX_MS = 253_402_300_800_000

function countSpan(filter: LoginFilter, { fromMs, toMs, unitMs }: TimeSpan): Prisma.Sql {
  const [from, to] = [instant(fromMs), instant(toMs)]
  const total = Prisma.sql`SELECT coalesce(sum(logins), 0)::float8 AS count, 0::float8 AS searched`
  if (unitMs === MINUTE_MS) {
    return Prisma.sql`${total} FROM login_minutes WHERE minute >= ${from} AND minute < ${to}`
  }
  if (unitMs === HOUR_MS) {
    return Prisma.sql`
      ${total} FROM login_hours
      WHERE ${countedRows(filter)}
        AND hour >= ${from} AND hour < ${to}`
  }
  return Prisma.sql`
    SELECT (count(*) FILTER (WHERE matches))::float8 AS count, count(*)::float8 AS searched
    FROM (SELECT (${whereExcept(filter, 'sent_at')}) IS TRUE AS matches FROM user_logins
          WHERE sent_at >= ${from} AND sent_at < ${to}
          ORDER BY sent_at, id LIMIT ${MAX_PER_SPAN}) AS span`
}

async function countOneByOne(filter: LoginFilter): Promise<LoginCount> {
  // Where nothing is left to check, an index alone answers, and more can be looked at.
  const isOnePart = conditionsOf(filter).size === 1
  const most = isOnePart ? COUNT_CAP + 1 : MAX_SEARCHED
  const { from } = await newestMatches(filter, [], most)
  const [row] = await database().$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (WHERE matches))::float8 AS count
    FROM ${from}`
  const { searched = 0, count = 0 } = row ?? {}
  return searched < most
    ? { count, isExact: true }
    : { count: Math.min(count, COUNT_CAP), isExact: false }
}
