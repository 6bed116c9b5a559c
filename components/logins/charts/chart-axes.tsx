import type { timeTicks } from '@/components/logins/charts/chart-scale'
import { cn } from '@/components/ui/cn'
import { formatCompact } from '@/lib/format/format'

/** The light lines across a chart. */
export function ValueLines({ ticks, top }: { ticks: readonly number[]; top: number }) {
  return ticks.map((tick) => (
    <span
      key={tick}
      aria-hidden
      style={{ bottom: `${(tick / top) * 100}%` }}
      className="pointer-events-none absolute inset-x-0 border-line border-t"
    />
  ))
}

/** What the lines stand for, at the left of a chart. */
export function ValueAxis({ ticks, top }: { ticks: readonly number[]; top: number }) {
  return (
    <div aria-hidden className="relative w-9 shrink-0 text-muted text-xs tabular-nums">
      {[0, ...ticks].map((tick) => (
        <span
          key={tick}
          style={{ bottom: `${(tick / top) * 100}%` }}
          className="absolute right-1.5 -mb-1.5 leading-none"
        >
          {formatCompact(tick)}
        </span>
      ))}
    </div>
  )
}

type TimeAxisProps = { ticks: ReturnType<typeof timeTicks>; count: number }

/** The times below a chart; of a narrow one, every second. */
export function TimeAxis({ ticks, count }: TimeAxisProps) {
  return (
    <p aria-hidden className="relative ml-9 h-4 shrink-0 text-muted text-xs tabular-nums">
      {ticks.map(({ at, word }, place) => (
        <span
          key={at}
          style={{ left: `${(at / count) * 100}%` }}
          className={cn(
            'absolute top-0.5 whitespace-nowrap border-line border-l pl-1',
            place % 2 === 1 && 'hidden @md/chart:inline',
          )}
        >
          {word}
        </span>
      ))}
    </p>
  )
}
