import { bucketsOf, type TimeBucket } from '@/components/logins/charts/time-buckets'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { ChartPart, ChartSplit } from '@/lib/db/logins/charts/count-split'
import type { ChartDetail } from '@/lib/db/logins/charts/read-chart'
import { formatCount } from '@/lib/format/format'
import type { SplitKey } from '@/lib/model/query/parts/chart-parts'

/** One part of the bars, or the line beside them; bar by bar. */
export type Series = {
  label: string
  /** A CSS colour. */
  color: string
  logins: readonly number[]
  total: number
  /** What a click on it filters by, where it stands for a value. */
  filter?: { key: SplitKey; value: string | null }
}

/** What is drawn. */
export type Plot = {
  buckets: TimeBucket[]
  /** All logins, bar by bar: what is told of a bar. */
  totals: number[]
  /** Drawn upon each other, the first at the bottom. */
  stack: Series[]
  /** What the bars are held against. */
  line: Series | null
  /** The highest that is drawn. */
  most: number
}

const COLORS = [1, 2, 3, 4, 5].map((number) => `var(--chart-${number})`)
const OTHERS_COLOR = 'var(--chart-other)'

/** The bars of a chart, their parts, and what they are held against. */
export function plotOf(histogram: LoginHistogram, detail: ChartDetail | null): Plot {
  const buckets = bucketsOf(histogram)
  const totals = buckets.map(({ logins }) => logins)
  const { stack, line } = seriesOf(totals, detail)
  const heights = totals.map((_, at) =>
    stack.reduce((sum, { logins }) => sum + (logins[at] ?? 0), 0),
  )
  const most = Math.max(0, ...heights, ...(line?.logins ?? []))
  return { buckets, totals, stack, line, most }
}

function seriesOf(totals: number[], detail: ChartDetail | null): Pick<Plot, 'stack' | 'line'> {
  const all = series({ label: 'these', color: 'var(--accent-bar)', logins: totals })
  switch (detail?.kind) {
    case 'split':
      return { stack: partsOf(detail.split), line: null }
    case 'segments': {
      const { key, parts } = detail.segments
      const [first = all, second = null] = parts.map((part, at) => ofValue(key, part, at))
      return { stack: [first], line: second }
    }
    case 'before': {
      if (detail.before === null) return { stack: [all], line: null }
      const logins = detail.before.bars.map((bar) => bar.logins)
      const before = series({ label: 'span before', color: 'var(--muted)', logins })
      // A day of 25 hours has a bar more than the day before.
      return { stack: [all], line: { ...before, logins: logins.slice(0, totals.length) } }
    }
    default:
      return { stack: [all], line: null }
  }
}

function partsOf({ key, parts, others, unknown }: ChartSplit): Series[] {
  const rest = [
    series({
      label: formatCount(others.values, 'other'),
      color: OTHERS_COLOR,
      logins: others.logins,
    }),
    series({ label: 'not looked at', color: 'var(--track)', logins: unknown }),
  ]
  return [
    ...parts.map((part, at) => ofValue(key, part, at)),
    ...rest.filter(({ total }) => total > 0),
  ]
}

function ofValue(key: SplitKey, { value, logins }: ChartPart, at: number): Series {
  const color = COLORS[at] ?? OTHERS_COLOR
  return { ...series({ label: value ?? 'none', color, logins }), filter: { key, value } }
}

function series(part: Pick<Series, 'label' | 'color' | 'logins'>): Series {
  return { ...part, total: part.logins.reduce((sum, count) => sum + count, 0) }
}

/** One bar's colours from its bottom to its top, as a background; the parts of it add up. */
export function colorsOf(stack: readonly Series[], at: number): string {
  const total = stack.reduce((sum, { logins }) => sum + (logins[at] ?? 0), 0)
  let below = 0
  const stops = stack.flatMap(({ color, logins }) => {
    const from = below
    below += logins[at] ?? 0
    const share = (count: number) => `${((count / Math.max(1, total)) * 100).toFixed(2)}%`
    return below === from ? [] : [`${color} ${share(from)} ${share(below)}`]
  })
  return `linear-gradient(to top, ${stops.join(', ')})`
}
