import type { Reader } from '@/lib/db/client'
import { countBefore } from '@/lib/db/logins/charts/count-before'
import { countOverTime, type LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import { type ChartSegments, countSegments } from '@/lib/db/logins/charts/count-segments'
import { type ChartSplit, countSplit } from '@/lib/db/logins/charts/count-split'
import { reader } from '@/lib/db/replica/read-source'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { ChartLook } from '@/lib/model/query/parts/chart-parts'

/** What the bars are told apart by, or set against; at most one of these. */
export type ChartDetail =
  | { kind: 'split'; split: ChartSplit }
  | { kind: 'segments'; segments: ChartSegments }
  /** The histogram is null where nothing is before the time that is shown. */
  | { kind: 'before'; before: LoginHistogram | null }

export type LoginChart = { histogram: LoginHistogram; detail: ChartDetail | null }

/** A filter's logins over time, as a chart shows them. */
export async function readChart(
  filter: LoginFilter,
  { look, timeZone, nowMs }: { look: ChartLook; timeZone: string; nowMs: number },
  db: Reader = reader(),
): Promise<LoginChart> {
  const { split, segment: values, compare } = look
  if (split !== undefined && values !== undefined) {
    const found = await countSegments(filter, { timeZone, nowMs, split, values }, db)
    return {
      histogram: found.histogram,
      detail: { kind: 'segments', segments: found.segments },
    }
  }
  if (split !== undefined) {
    const found = await countSplit(filter, { timeZone, nowMs, split }, db)
    return { histogram: found.histogram, detail: { kind: 'split', split: found.split } }
  }
  const histogram = await countOverTime(filter, { timeZone, nowMs }, db)
  if (compare === undefined) return { histogram, detail: null }
  const before = await countBefore(filter, { timeZone, nowMs, unit: histogram.unit }, db)
  return { histogram, detail: { kind: 'before', before } }
}
