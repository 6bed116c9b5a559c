import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { barNumber } from '@/lib/db/logins/charts/bar-number'
import {
  countBars,
  histogramOf,
  type LoginHistogram,
  shownBars,
} from '@/lib/db/logins/charts/count-over-time'
import { countStretches } from '@/lib/db/logins/charts/count-stretches'
import { type BarOptions, type BarPlan, planBars } from '@/lib/db/logins/charts/plan-bars'
import { seriesByName } from '@/lib/db/logins/charts/series-by-name'
import { COLUMNS } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { EVERY, type RolledUpKey, rollupKey, rollupValue } from '@/lib/db/rollups/rollup-keys'
import { versionOf } from '@/lib/model/app-version'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { SplitKey } from '@/lib/model/query/parts/chart-parts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'

/** One value of a field, with its logins bar by bar. Null stands for none; a version is written in full. */
export type ChartPart = { value: string | null; logins: number[] }

/** What the bars consist of: the most common values, and two parts that complete them. Bar by bar they add up. */
export type ChartSplit = {
  key: SplitKey
  /** The most common first. */
  parts: ChartPart[]
  /** All other values together, and how many they are. */
  others: { values: number; logins: number[] }
  /** Logins whose value was not looked at, where a time was very busy. */
  unknown: number[]
}

/** So many values have a part of their own. */
const MAX_PARTS = 5

/**
 * Counts a filter's logins over time and by a field. By the rollups where they know both; else, as the bars
 * themselves then, among the newest logins that the filter's index finds.
 */
export async function countSplit(
  filter: LoginFilter,
  options: BarOptions & { split: SplitKey },
  db: Reader,
): Promise<{ histogram: LoginHistogram; split: ChartSplit }> {
  const { split: key, timeZone, nowMs } = options
  const plan = await planBars(filter, options, db)
  const { counts, ...found } =
    plan.unitsMs === null
      ? await fromLogins(filter, { key, plan }, db)
      : await fromRollups(filter, { key: key as RolledUpKey, plan, unitsMs: plan.unitsMs }, db)
  const { first, end } = shownBars(filter, counts.logins)
  const shown = (logins: number[]) => logins.slice(first, end)
  return {
    histogram: histogramOf(filter, plan, { ...counts, timeZone, nowMs }),
    split: {
      key,
      parts: found.parts.map(({ value, logins }) => ({ value, logins: shown(logins) })),
      others: { values: found.others.values, logins: shown(found.others.logins) },
      unknown: shown(found.unknown),
    },
  }
}

type Planned = { key: SplitKey; plan: BarPlan }

async function fromRollups(
  filter: LoginFilter,
  { key, plan, unitsMs }: { key: RolledUpKey; plan: BarPlan; unitsMs: number[] },
  db: Reader,
) {
  const counts = await countBars(filter, plan, db)
  const { starts } = plan.bars
  // Minutes know of no field: what they count, those that do count one by one.
  const ofFields = unitsMs.filter((unitMs) => unitMs !== MINUTE_MS)
  const { groups, others } = await countStretches(filter, {
    by: { kind: 'field', key },
    unitsMs: [DAY_MS, HOUR_MS],
    db,
  })
  const asked = filter[key]?.map(rollupKey)
  const left = filter.excluded?.[key]?.map((value) => rollupKey(value as string | null)) ?? []
  const found = groups.filter(({ name }) => (asked?.includes(name) ?? true) && !left.includes(name))
  const named = found.slice(0, MAX_PARTS).map(({ name }) => name)
  const parts = await countStretches(filter, {
    by: { kind: 'parts', key, named, starts },
    unitsMs: ofFields,
    db,
  })
  const seriesOf = seriesByName(parts.groups, starts.length)
  const known = [...named, EVERY].map(seriesOf)
  return {
    counts,
    parts: named.map((name) => ({ value: rollupValue(name), logins: seriesOf(name) })),
    others: {
      values: found.length - named.length + (asked === undefined ? others.groups : 0),
      logins: seriesOf(EVERY),
    },
    unknown: counts.logins.map((logins, at) => logins - sumAt(known, at)),
  }
}

/** All values of the logins that were looked at are known: nothing is left out. */
async function fromLogins(filter: LoginFilter, { key, plan }: Planned, db: Reader) {
  const { starts } = plan.bars
  const { from, maxSearched } = await newestMatches(filter, { others: [key], db })
  const rows = await db.$queryRaw<
    { bar: number; value: string | number | null; logins: number; searched: number; first: Date }[]
  >`
    SELECT ${barNumber(Prisma.sql`sent_at`, starts)} AS bar, ${COLUMNS[key]} AS value,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER ())::float8 AS searched, min(min(sent_at)) OVER () AS first
    FROM ${from} GROUP BY 1, 2`
  const nothing = () => starts.map(() => 0)
  const found = new Map<string | null, number[]>()
  for (const { bar, value, logins } of rows) {
    if (logins === 0) continue
    const name = typeof value === 'number' ? versionOf(value) : value
    const row = found.get(name) ?? nothing()
    row[bar - 1] = logins
    found.set(name, row)
  }
  const parts = [...found]
    .map(([value, logins]) => ({ value, logins }))
    .toSorted((a, b) => sumOf(b.logins) - sumOf(a.logins))
  const rest = parts.slice(MAX_PARTS).map(({ logins }) => logins)
  const all = parts.map(({ logins }) => logins)
  const isAll = (rows[0]?.searched ?? 0) < maxSearched
  return {
    counts: {
      logins: starts.map((_, at) => sumAt(all, at)),
      completeFromMs: isAll ? null : (rows[0]?.first.getTime() ?? null),
    },
    parts: parts.slice(0, MAX_PARTS),
    others: { values: rest.length, logins: starts.map((_, at) => sumAt(rest, at)) },
    unknown: nothing(),
  }
}

function sumAt(series: readonly number[][], at: number): number {
  return series.reduce((sum, logins) => sum + (logins[at] ?? 0), 0)
}

function sumOf(logins: readonly number[]): number {
  return logins.reduce((sum, count) => sum + count, 0)
}
