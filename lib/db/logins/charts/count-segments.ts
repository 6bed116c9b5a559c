import type { Reader } from '@/lib/db/client'
import {
  type BarCounts,
  countBars,
  histogramOf,
  shownBars,
} from '@/lib/db/logins/charts/count-over-time'
import type { ChartPart } from '@/lib/db/logins/charts/count-split'
import { type BarOptions, planBars } from '@/lib/db/logins/charts/plan-bars'
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
  const { split: key, values, timeZone } = options
  const plan = await planBars(withValue(filter, key, null), options, db)
  const counted: { value: string | null; counts: BarCounts }[] = []
  for (const value of values) {
    const counts = await countBars(withValue(filter, key, value), plan, db)
    counted.push({ value, counts })
  }
  const logins = plan.bars.starts.map((_, at) =>
    counted.reduce((sum, { counts }) => sum + (counts.logins[at] ?? 0), 0),
  )
  const { first, end } = shownBars(filter, logins)
  const cuts = counted.flatMap(({ counts }) => counts.completeFromMs ?? [])
  const completeFromMs = cuts.length === 0 ? null : Math.max(...cuts)
  return {
    histogram: histogramOf(filter, plan, {
      logins,
      completeFromMs,
      timeZone,
    }),
    segments: {
      key,
      parts: counted.map(({ value, counts }) => ({
        value,
        logins: counts.logins.slice(first, end),
      })),
    },
  }
}

/** The filter with nothing but one value of a field. */
function withValue(filter: LoginFilter, key: SplitKey, value: string | null): LoginFilter {
  const others = withoutField(filter, key)
  if (key !== 'app_version') return { ...others, [key]: [value] }
  const version = value === null ? undefined : (sortableVersion(value) ?? undefined)
  return { ...others, fromVersion: version, toVersion: version }
}
