'use client'

import { type ReactNode, useId, useMemo } from 'react'
import { TimeAxis, ValueAxis, ValueLines } from '@/components/logins/charts/chart-axes'
import { ChartBars } from '@/components/logins/charts/chart-bars'
import { ChartCaption } from '@/components/logins/charts/chart-caption'
import { plotOf } from '@/components/logins/charts/chart-plot'
import { timeTicks, valueTicks } from '@/components/logins/charts/chart-scale'
import { barWords, summaryOf } from '@/components/logins/charts/chart-words'
import { type Span, timeOf } from '@/components/logins/charts/time-buckets'
import { type ChartKeyAction, useChartMarks } from '@/components/logins/charts/use-chart-marks'
import { cn } from '@/components/ui/cn'
import { useZoneRefresh } from '@/components/ui/time/use-zone-refresh'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { ChartDetail } from '@/lib/db/logins/charts/read-chart'

type Props = {
  histogram: LoginHistogram
  /** What the bars are told apart by, or held against. */
  detail?: ChartDetail | null
  span?: Span
  /** Called with the bounds of what was marked or clicked. Without it, the chart only shows. */
  onChoose?: (fromMs: number, toMs: number) => void
  /** What other keys do; called with the middle of the bar that has the mark. */
  onAction?: (action: ChartKeyAction, atMs: number) => void
  /** At the end of the line above the bars, and below that line. */
  tools?: ReactNode
  legend?: ReactNode
}

/** Logins over time as bars; marking some of them, or clicking one, narrows the list to their time. */
export function TimeChart(props: Props) {
  const { histogram, detail = null, span = {}, onChoose, onAction, tools, legend } = props
  const { timeZone, unit } = histogram
  useZoneRefresh(timeZone)
  const helpId = useId()
  const plot = useMemo(() => plotOf(histogram, detail), [histogram, detail])
  const { buckets } = plot
  // A look at the zone for each bar is too slow for each move of the pointer.
  const times = useMemo(() => timeTicks(buckets, unit, timeZone), [buckets, unit, timeZone])
  const marks = useChartMarks({
    count: buckets.length,
    identity: `${buckets[0]?.fromMs}-${histogram.endMs}-${buckets.length}`,
    onChoose: (low, high) => {
      const [first, last] = [buckets[low], buckets[high]]
      if (first && last) onChoose?.(...timeOf([first, last], span))
    },
    onAction: (action, at) => {
      const bucket = buckets[at]
      if (bucket) onAction?.(action, (bucket.fromMs + bucket.toMs) / 2)
    },
  })
  const { current, range } = marks
  const [low, high] = range ?? [current ?? buckets.length - 1, current ?? buckets.length - 1]
  const words = barWords(plot, [low, high], histogram)
  const ticks = valueTicks(plot.most)
  const top = ticks.at(-1) ?? 1
  return (
    <figure className="@container/chart flex min-w-0 flex-1 flex-col">
      <ChartCaption
        histogram={histogram}
        buckets={buckets}
        words={current === null ? null : words}
        tools={tools}
      />
      {legend}
      <div className="mt-1 flex min-h-0 flex-1">
        <ValueAxis ticks={ticks} top={top} />
        <div
          ref={marks.plot}
          role="slider"
          tabIndex={0}
          aria-label={summaryOf(buckets, histogram)}
          aria-describedby={helpId}
          aria-valuemin={1}
          aria-valuemax={Math.max(1, buckets.length)}
          aria-valuenow={Math.max(1, high + 1)}
          aria-valuetext={words}
          {...marks.handlers}
          className={cn(
            'focus-inset relative min-w-0 flex-1 touch-none select-none border-line-strong border-b',
            onChoose && 'cursor-crosshair',
          )}
        >
          <ValueLines ticks={ticks} top={top} />
          <ChartBars plot={plot} top={top} current={current} range={range} />
        </div>
      </div>
      <TimeAxis ticks={times} count={buckets.length} />
      <span id={helpId} hidden>
        {helpOf(onChoose !== undefined, onAction !== undefined)}
      </span>
    </figure>
  )
}

/** What the keys do, for screen readers; the keys’ sheet has them as well. */
function helpOf(chooses: boolean, acts: boolean): string {
  return [
    'The arrow keys go from bar to bar.',
    chooses ? 'With Shift they mark several, and Enter shows their time.' : '',
    acts ? 'Plus and minus zoom, Page Up and Page Down step by the time shown.' : '',
  ].join(' ')
}
