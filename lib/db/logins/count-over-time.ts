import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { conditionsOf, type FilterDimension } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { HOUR_MS, MINUTE_MS } from '@/lib/db/rollups/cut-time'
import { countedRows, isRolledUp, wholeHours, wholeMinutes } from '@/lib/db/rollups/rollup-keys'
import { zoneOffsetMs } from '@/lib/format/time-zone'
import type { LoginFilter } from '@/lib/model/query/logins-query'

export type TimeUnit = 'minute' | 'hour' | 'day' | 'month' | 'year'

/** Logins over time: buckets in order, those without a login left out. */
export type LoginHistogram = {
  unit: TimeUnit
  buckets: { /** When it begins; Unix milliseconds. */ atMs: number; logins: number }[]
  /** Whole spans of so long were counted, those at the filter's ends, too; 1 where no more was. */
  stepMs: number
  /** Before this time more may have been: only the newest were looked at. Null where all were. */
  completeFromMs: number | null
}

const DAY_MS = 24 * HOUR_MS
/** A zone whose hours are not UTC's is told by minutes where they are no more than this. */
const MAX_BY_MINUTE_MS = 100 * DAY_MS

/**
 * Counts a filter's logins over time, in minutes, hours, days, months or years of a time zone as its
 * span asks for. The rollups tell by UTC's hours: in a zone a part of an hour apart, such as India's,
 * hours of a device type or a locale, and spans of many months, are counted in the hour they touch.
 */
export async function countOverTime(
  filter: LoginFilter,
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): Promise<LoginHistogram> {
  const parts = [...conditionsOf(filter).keys()]
  const span = await spanOf(filter, nowMs)
  const spanMs = span.toMs - span.fromMs
  const unit = unitOf(spanMs)
  const isKnown = (part: FilterDimension) =>
    part === 'sent_at' || (unit !== 'minute' && isRolledUp(part))
  if (!parts.every(isKnown)) return fromLogins(filter, unit, timeZone)
  const isOfAll = parts.every((part) => part === 'sent_at')
  const byMinute =
    unit === 'minute' ||
    (isOfAll && spanMs <= MAX_BY_MINUTE_MS && zoneOffsetMs(span.toMs, timeZone) % HOUR_MS !== 0)
  return byMinute
    ? fromRollup(minutesOf(filter), { unit, timeZone, stepMs: MINUTE_MS })
    : fromRollup(hoursOf(filter), { unit, timeZone, stepMs: HOUR_MS })
}

function unitOf(spanMs: number): TimeUnit {
  if (spanMs <= 3 * HOUR_MS) return 'minute'
  if (spanMs <= 7 * DAY_MS) return 'hour'
  if (spanMs <= 400 * DAY_MS) return 'day'
  return spanMs <= 30 * 366 * DAY_MS ? 'month' : 'year'
}

/** The filter's bounds; where it has none, those of all logins, to the day. */
async function spanOf({ fromMs, toMs }: LoginFilter, nowMs: number) {
  if (fromMs !== undefined) return { fromMs, toMs: toMs ?? nowMs }
  const [days] = await database().$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(day) AS first, max(day) AS last FROM login_days
    WHERE ${countedRows({})}`
  const last = days?.last ? days.last.getTime() + DAY_MS : nowMs
  return { fromMs: days?.first?.getTime() ?? nowMs, toMs: toMs ?? last }
}

async function fromRollup(
  source: Prisma.Sql,
  { unit, timeZone, stepMs }: { unit: TimeUnit; timeZone: string; stepMs: number },
): Promise<LoginHistogram> {
  const buckets = await database().$queryRaw<LoginHistogram['buckets']>`
    SELECT extract(epoch FROM date_trunc(${unit}, at, ${timeZone}))::float8 * 1000 AS "atMs",
      sum(logins)::float8 AS logins
    FROM ${source} AS counted GROUP BY 1 ORDER BY 1`
  return { unit, buckets, stepMs, completeFromMs: null }
}

function minutesOf(filter: LoginFilter): Prisma.Sql {
  return Prisma.sql`(SELECT minute AS at, logins FROM login_minutes WHERE ${wholeMinutes(filter)})`
}

function hoursOf(filter: LoginFilter): Prisma.Sql {
  return Prisma.sql`(
    SELECT hour AS at, sum(logins) AS logins FROM login_hours
    WHERE ${countedRows(filter)} AND ${wholeHours(filter)}
    GROUP BY hour)`
}

async function fromLogins(
  filter: LoginFilter,
  unit: TimeUnit,
  timeZone: string,
): Promise<LoginHistogram> {
  const { from, maxSearched } = await newestMatches(filter)
  const rows = await database().$queryRaw<
    { atMs: number; logins: number; searched: number; first: Date }[]
  >`
    SELECT extract(epoch FROM date_trunc(${unit}, sent_at, ${timeZone}))::float8 * 1000 AS "atMs",
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER ())::float8 AS searched, min(min(sent_at)) OVER () AS first
    FROM ${from} GROUP BY 1 ORDER BY 1`
  const isAll = (rows[0]?.searched ?? 0) < maxSearched
  return {
    unit,
    buckets: rows.filter(({ logins }) => logins > 0).map(({ atMs, logins }) => ({ atMs, logins })),
    stepMs: 1,
    completeFromMs: isAll ? null : (rows[0]?.first.getTime() ?? null),
  }
}
