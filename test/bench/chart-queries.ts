import { readChart } from '@/lib/db/logins/charts/read-chart'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { ChartLook } from '@/lib/model/query/parts/chart-parts'
import { DAY_MS } from '@/lib/model/time/units'
import { LOADED_UNTIL } from '@/test/bench/load-logins'

const nowMs = LOADED_UNTIL.getTime()

const LOOKS: [string, ChartLook][] = [
  ['by device type', { split: 'device_type' }],
  ['by locale', { split: 'locale' }],
  ['by version', { split: 'app_version' }],
  ['two locales', { split: 'locale', segment: ['DE', 'FR'] }],
  ['two versions', { split: 'app_version', segment: ['1.38.0', '1.39.0'] }],
  ['beside the time before', { compare: 'before' }],
]
const SPANS: [string, LoginFilter][] = [
  ['all', {}],
  ['7 days', { fromMs: nowMs - 7 * DAY_MS - 1_234_567 }],
  ['an hour', { fromMs: nowMs - 3_600_000 - 12_345 }],
  // With logins of the common locales in nearly every hour, at any size.
  ['ios, 30 days', { device_type: ['ios'], fromMs: nowMs - 30 * DAY_MS }],
]

/** Each way to draw a chart, over short and long times. */
export function chartQueries() {
  return LOOKS.flatMap(([look, asked]) =>
    SPANS.map(([span, filter]) => ({
      name: `chart ${look}: ${span}`,
      run: () => readChart(filter, { look: asked, timeZone: 'Europe/Berlin', nowMs }),
    })),
  )
}
