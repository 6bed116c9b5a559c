import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { barNumber } from '@/lib/db/logins/charts/bar-number'
import { type Counted, countStretches } from '@/lib/db/logins/charts/count-stretches'
import { type BarOptions, type BarPlan, planBars } from '@/lib/db/logins/charts/plan-bars'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { reader } from '@/lib/db/replica/read-source'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'

/** Logins over time: bars without a gap, those without a login among them. */
export type LoginHistogram = {
  unit: CalendarUnit
  /** Whose minutes, hours, days, months or years the bars are, and whose clock they are named by. */
  timeZone: string
  bars: { /** When it begins; Unix milliseconds. */ atMs: number; logins: number }[]
  /** When the last bar ends. */
  endMs: number
  /** When it was counted; Unix milliseconds. The names of bars leave out its year. */
  nowMs: number
  /** Whether days and longer are cut at whole hours of UTC, which this zone's are not. Their sum is exact. */
  isByUtcHours: boolean
  /** Before this time more may have been: only the newest were looked at. Null where all were. */
  completeFromMs: number | null
}

/**
 * Counts a filter's logins over time, in minutes, hours, days, months or years of a time zone as its
 * span asks for. Zones are this program's alone: the database's may be of another year. The rollups tell by
 * UTC's hours: in a zone a part of an hour apart, such as India's, the hours of a device type or a
 * locale are UTC's, and what is left of longer bars is counted in the one that its hour began in.
 */
export async function countOverTime(
  filter: LoginFilter,
  options: BarOptions,
  db: Reader = reader(),
): Promise<LoginHistogram> {
  const plan = await planBars(filter, options, db)
  const counted = await countBars(filter, plan, db)
  const { timeZone, nowMs } = options
  return histogramOf(filter, plan, { ...counted, timeZone, nowMs })
}

/** How many logins each bar has, and before which time not every login was looked at. */
export async function countBars(
  filter: LoginFilter,
  { bars, unitsMs }: BarPlan,
  db: Reader,
): Promise<BarCounts> {
  const { starts } = bars
  const { groups, cutAtMs } =
    unitsMs === null
      ? await fromLogins(filter, starts, db)
      : await countStretches(filter, { by: { kind: 'time', starts }, unitsMs, db })
  const known = new Map(groups.map(({ name, logins }) => [Number(name), logins]))
  return { logins: starts.map((_, at) => known.get(at + 1) ?? 0), completeFromMs: cutAtMs }
}

export type BarCounts = { logins: number[]; completeFromMs: number | null }

/** The histogram of bars that were counted: of a time without a bound, from the first or to the last with a login. */
export function histogramOf(
  filter: LoginFilter,
  plan: BarPlan,
  { logins, completeFromMs, timeZone, nowMs }: BarCounts & Pick<BarOptions, 'timeZone' | 'nowMs'>,
): LoginHistogram {
  const { first, end } = shownBars(filter, logins)
  const { starts, endMs } = plan.bars
  return {
    unit: plan.unit,
    timeZone,
    bars: starts.slice(first, end).map((atMs, at) => ({ atMs, logins: logins[first + at] ?? 0 })),
    endMs: starts[end] ?? endMs,
    nowMs,
    isByUtcHours: plan.isByUtcHours,
    completeFromMs,
  }
}

/** Which of the bars are shown; all of them where none has a login. */
export function shownBars({ fromMs, toMs }: LoginFilter, logins: readonly number[]) {
  const last = logins.findLastIndex((count) => count > 0)
  if (last < 0) return { first: 0, end: logins.length }
  const isOpen = fromMs === undefined && toMs === undefined
  return {
    first: fromMs === undefined ? logins.findIndex((count) => count > 0) : 0,
    end: isOpen ? last + 1 : logins.length,
  }
}

async function fromLogins(
  filter: LoginFilter,
  starts: readonly number[],
  db: Reader,
): Promise<Pick<Counted, 'groups' | 'cutAtMs'>> {
  const { from, maxSearched } = await newestMatches(filter, { db })
  const rows = await db.$queryRaw<
    { name: number; logins: number; searched: number; first: Date }[]
  >`
    SELECT ${barNumber(Prisma.sql`sent_at`, starts)} AS name,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER ())::float8 AS searched, min(min(sent_at)) OVER () AS first
    FROM ${from} GROUP BY 1`
  const isAll = (rows[0]?.searched ?? 0) < maxSearched
  const groups = rows.map(({ name, logins }) => ({ name: `${name}`, logins }))
  return { groups, cutAtMs: isAll ? null : (rows[0]?.first.getTime() ?? null) }
}
