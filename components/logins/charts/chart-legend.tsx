'use client'

import type { Plot, Series } from '@/components/logins/charts/chart-plot'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'

type Props = {
  plot: Plot
  /** What the parts are of, in a word. */
  title: string
  isChosen: (series: Series) => boolean
  /** Called with a part that stands for a value. */
  onToggle: (series: Series) => void
}

/** What the colours of a chart stand for, with counts; a value filters by itself. */
export function ChartLegend({ plot: { stack, line }, title, isChosen, onToggle }: Props) {
  const entries = line === null ? stack : [...stack, line]
  return (
    <ul
      aria-label={title}
      // A second line takes its room from the bars: nothing below the chart moves.
      className="flex max-h-12 shrink-0 flex-wrap items-center gap-x-1 overflow-y-auto text-xs tabular-nums [scrollbar-width:none]"
    >
      {entries.map((series) => (
        <li key={keyOf(series)} className="shrink-0">
          {series.filter === undefined || !canFilter(series) ? (
            <span className="flex h-6 items-center gap-1.5 px-1">
              <Entry series={series} isLine={series === line} />
            </span>
          ) : (
            <button
              type="button"
              aria-pressed={isChosen(series)}
              title={`Show logins with ${series.label} alone, or not`}
              onClick={() => onToggle(series)}
              className={cn(
                'focus-inset flex h-6 items-center gap-1.5 rounded-sm px-1 hover:bg-hover',
                isChosen(series) && 'font-medium text-accent',
              )}
            >
              <Entry series={series} isLine={series === line} />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function keyOf({ label, filter }: Series): string {
  // A locale may be called what none is shown as.
  return filter === undefined || filter.value === null ? label : `=${filter.value}`
}

/** A version that is not known cannot be filtered by. */
function canFilter({ filter }: Series): boolean {
  return filter !== undefined && (filter.key !== 'app_version' || filter.value !== null)
}

function Entry({ series: { label, color, total }, isLine }: { series: Series; isLine: boolean }) {
  return (
    <>
      <span
        aria-hidden
        style={isLine ? { borderColor: color } : { backgroundColor: color }}
        className={cn(
          'shrink-0 forced-color-adjust-none',
          isLine ? 'w-3 border-t-2 border-dashed' : 'size-2 rounded-[2px]',
        )}
      />
      <span className="whitespace-nowrap">{label}</span>
      <span className="text-muted">{formatNumber(total)}</span>
    </>
  )
}
