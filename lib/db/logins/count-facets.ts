import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { EVERY, rollupKeys, rollupValue, wholeHours } from '@/lib/db/rollups/rollup-keys'
import type { LoginFilter } from '@/lib/model/logins-query'

export type FacetCount = { value: string | null; logins: number }

/** The logins of a filter by device type and by locale, the most common first. */
export type Facets = {
  deviceTypes: FacetCount[]
  locales: FacetCount[]
  /** Whole ones of which were counted, those at the filter's ends, too; null where no more was. */
  roundedTo: 'hour' | 'day' | null
  /** Where only so many of the newest logins were looked at; null where all were. */
  searched: number | null
}

const MAX_VALUES = 50
const MAX_BY_HOUR_MS = 14 * 86_400_000
const SHORTEST_BY_HOUR_MS = 3 * 3_600_000

/**
 * Counts by device type and by locale. A facet leaves its own part of the filter out, so that what
 * else could be chosen shows its count, too.
 */
export async function countFacets(filter: LoginFilter): Promise<Facets> {
  const parts = [...conditionsOf(filter).keys()]
  const known = ['deviceType', 'locale', 'time']
  // Of a few hours, whole ones at the ends would be most of it.
  const isShort = spanOf(filter) <= SHORTEST_BY_HOUR_MS
  return isShort || !parts.every((part) => known.includes(part))
    ? fromLogins(filter)
    : fromRollups(filter)
}

function spanOf({ fromMs, toMs = Date.now() }: LoginFilter): number {
  return fromMs === undefined ? Number.POSITIVE_INFINITY : toMs - fromMs
}

async function fromRollups(filter: LoginFilter): Promise<Facets> {
  const { deviceTypes, locales } = rollupKeys(filter)
  const { fromMs, toMs } = filter
  const byHour = spanOf(filter) <= MAX_BY_HOUR_MS
  const source = byHour ? Prisma.sql`login_hours WHERE ${wholeHours(filter)}` : days(filter)
  const [types, places] = await Promise.all([
    database().$queryRaw<{ key: string; logins: number }[]>`
      SELECT device_type AS key, sum(logins)::float8 AS logins FROM ${source}
        AND device_type <> ${EVERY} AND locale = ANY(${locales})
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_VALUES}`,
    database().$queryRaw<{ key: string; logins: number }[]>`
      SELECT locale AS key, sum(logins)::float8 AS logins FROM ${source}
        AND locale <> ${EVERY} AND device_type = ANY(${deviceTypes})
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_VALUES}`,
  ])
  const counts = (rows: { key: string; logins: number }[]) =>
    rows.map(({ key, logins }) => ({ value: rollupValue(key), logins }))
  return {
    deviceTypes: counts(types),
    locales: counts(places),
    roundedTo: fromMs === undefined && toMs === undefined ? null : byHour ? 'hour' : 'day',
    searched: null,
  }
}

function days({ fromMs, toMs }: LoginFilter): Prisma.Sql {
  const day = (ms: number) => Prisma.sql`${new Date(ms).toISOString().slice(0, 10)}::date`
  const from = fromMs === undefined ? Prisma.sql`true` : Prisma.sql`day >= ${day(fromMs)}`
  const to = toMs === undefined ? Prisma.sql`true` : Prisma.sql`day <= ${day(toMs - 1)}`
  return Prisma.sql`login_days WHERE ${from} AND ${to}`
}

async function fromLogins(filter: LoginFilter): Promise<Facets> {
  const { deviceTypes, locales } = filter
  // Unless one of the two is filtered on, both are told by the same logins.
  const [types, places] =
    deviceTypes === undefined && locales === undefined
      ? await countNewest(filter).then((counts) => [counts, counts])
      : await Promise.all([
          countNewest({ ...filter, deviceTypes: undefined }),
          countNewest({ ...filter, locales: undefined }),
        ])
  const searched = types?.searched ?? places?.searched ?? null
  return {
    deviceTypes: types?.deviceTypes ?? [],
    locales: places?.locales ?? [],
    roundedTo: null,
    searched,
  }
}

type Counted = { isType: boolean; value: string | null; logins: number; searched: number }

async function countNewest(filter: LoginFilter) {
  const { from, maxSearched } = await newestMatches(filter, ['deviceType', 'locale'])
  const rows = await database().$queryRaw<Counted[]>`
    SELECT grouping(locale) = 1 AS "isType",
      CASE WHEN grouping(locale) = 1 THEN device_type ELSE locale END AS value,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER (PARTITION BY grouping(locale)))::float8 AS searched
    FROM ${from} GROUP BY GROUPING SETS ((device_type), (locale)) ORDER BY 3 DESC, 2`
  const counts = (isType: boolean) =>
    rows
      .filter((row) => row.isType === isType && row.logins > 0)
      .slice(0, MAX_VALUES)
      .map(({ value, logins }) => ({ value, logins }))
  const searched = rows[0]?.searched ?? 0
  return {
    deviceTypes: counts(true),
    locales: counts(false),
    searched: searched < maxSearched ? null : maxSearched,
  }
}
