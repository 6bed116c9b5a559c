import type { Reader } from '@/lib/db/client'
import {
  type BarCounts,
  countBars,
  histogramOf,
  shownBars,
} from '@/lib/db/logins/charts/count-over-time'
import type { ChartPart } from '@/lib/db/logins/charts/count-split'
import { countStretches } from '@/lib/db/logins/charts/count-stretches'
import { type BarOptions, type BarPlan, planBars } from '@/lib/db/logins/charts/plan-bars'
import { seriesByName } from '@/lib/db/logins/charts/series-by-name'
import { type RolledUpKey, rollupKey } from '@/lib/db/rollups/rollup-keys'
import { sortableVersion } from '@/lib/model/app-version'
import { withoutField } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { SplitKey } from '@/lib/model/query/parts/chart-parts'

/** Two values of a field, each bar by bar. */
export type ChartSegments = { key: SplitKey; parts: ChartPart[] }

/**
 * Counts a filter's logins over time for some values of a field, whatever the filter says of that field. The
 * histogram counts them together.
 */
export async function countSegments(
  filter: LoginFilter,
  options: BarOptions & { split: SplitKey; values: readonly (string | null)[] },
  db: Reader,
) {
  const { split: key, values, timeZone, nowMs } = options
  const plan = await planBars(withValue(filter, key, null), options, db)
  const counted =
    plan.unitsMs === null
      ? await oneAfterTheOther(filter, { key, values, plan }, db)
      : await together(filter, { key: key as RolledUpKey, values, plan, unitsMs: plan.unitsMs }, db)
  const logins = plan.bars.starts.map((_, at) =>
    counted.reduce((sum, { counts }) => sum + (counts.logins[at] ?? 0), 0),
  )
  const { first, end } = shownBars(filter, logins)
  const cuts = counted.flatMap(({ counts }) => counts.completeFromMs ?? [])
  const completeFromMs = cuts.length === 0 ? null : Math.max(...cuts)
  return {
    histogram: histogramOf(filter, plan, { logins, completeFromMs, timeZone, nowMs }),
    segments: {
      key,
      parts: counted.map(({ value, counts }) => ({
        value,
        logins: counts.logins.slice(first, end),
      })),
    },
  }
}

type Asked = { key: SplitKey; values: readonly (string | null)[]; plan: BarPlan }
type Counted = { value: string | null; counts: BarCounts }[]

/** Each by the index that finds it. */
async function oneAfterTheOther(filter: LoginFilter, { key, values, plan }: Asked, db: Reader) {
  const counted: Counted = []
  for (const value of values) {
    const counts = await countBars(withValue(filter, key, value), plan, db)
    counted.push({ value, counts })
  }
  return counted
}

/** What the rollups tell, and what is left at the ends, is read once for all values. */
async function together(
  filter: LoginFilter,
  { key, values, plan, unitsMs }: Asked & { key: RolledUpKey; unitsMs: number[] },
  db: Reader,
): Promise<Counted> {
  const { starts } = plan.bars
  const by = { kind: 'parts' as const, key, named: values.map(rollupKey), starts }
  const { groups, cutAtMs } = await countStretches(withoutField(filter, key), { by, unitsMs, db })
  const seriesOf = seriesByName(groups, starts.length)
  return values.map((value) => ({
    value,
    counts: { logins: seriesOf(rollupKey(value)), completeFromMs: cutAtMs },
  }))
}

/** The filter with nothing but one value of a field. */
function withValue(filter: LoginFilter, key: SplitKey, value: string | null): LoginFilter {
  const others = withoutField(filter, key)
  if (key !== 'app_version') return { ...others, [key]: [value] }
  const version = value === null ? undefined : (sortableVersion(value) ?? undefined)
  return { ...others, fromVersion: version, toVersion: version }
}
