import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countStretches } from '@/lib/db/logins/charts/count-stretches'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { versionsFor } from '@/lib/db/logins/measure-dimensions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { MAX_SEARCHED } from '@/lib/db/logins/search-logins'
import { reader } from '@/lib/db/replica/read-source'
import { isRolledUp } from '@/lib/db/rollups/rollup-keys'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'

/** How many logins match: all of them, or at least so many where counting on would take long. */
export type LoginCount = { count: number; isExact: boolean }

/** Counted one by one to here. */
export const COUNT_CAP = 10_000

/** Counts logins: exactly by the rollups where they can tell, else up to a bound. */
export async function countLogins(filter: LoginFilter, db: Reader = reader()): Promise<LoginCount> {
  const asked = [...conditionsOf(filter).keys()].filter((dimension) => dimension !== 'sent_at')
  if (asked.every(isRolledUp)) return countRolledUp(filter, db)
  const isTimed = filter.fromMs !== undefined || filter.toMs !== undefined
  if (asked.length === 1 && asked[0] === 'app_version' && !isTimed) return countVersions(filter, db)
  return countOneByOne(filter, db)
}

async function countRolledUp(filter: LoginFilter, db: Reader): Promise<LoginCount> {
  const isOfAll = [...conditionsOf(filter).keys()].every((part) => part === 'sent_at')
  const unitsMs = isOfAll ? [DAY_MS, HOUR_MS, MINUTE_MS] : [DAY_MS, HOUR_MS]
  const { groups, cutAtMs } = await countStretches(filter, { by: { kind: 'none' }, unitsMs, db })
  return {
    count: groups.reduce((sum, { logins }) => sum + logins, 0),
    isExact: cutAtMs === null,
  }
}

async function countVersions(filter: LoginFilter, db: Reader): Promise<LoginCount> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(logins), 0)::float8 AS count FROM ${versionsFor(filter)}
    WHERE ${conditionsOf(filter).get('app_version') ?? Prisma.sql`true`}`
  return { count: row?.count ?? 0, isExact: true }
}

async function countOneByOne(filter: LoginFilter, db: Reader): Promise<LoginCount> {
  // Where nothing is left to check, an index alone answers, and more can be looked at.
  const isOnePart =
    conditionsOf(filter).size === 1 &&
    filter.excluded === undefined &&
    filter.user_id_starts === undefined
  const most = isOnePart ? COUNT_CAP + 1 : MAX_SEARCHED
  const { from } = await newestMatches(filter, { maxSearched: most, db })
  const [row] = await db.$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (WHERE matches))::float8 AS count
    FROM ${from}`
  const { searched = 0, count = 0 } = row ?? {}
  return searched < most
    ? { count, isExact: true }
    : { count: Math.min(count, COUNT_CAP), isExact: false }
}
