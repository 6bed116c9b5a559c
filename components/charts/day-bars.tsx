import { cn } from '@/components/ui/cn'

type Props = {
  /** Of each day, oldest first. */
  counts: readonly number[]
  /** What they show, in words, for those who do not see them. */
  label: string
  className?: string
}

const DAY = 10
const HEIGHT = 20
/** In pixels, however many days there are: a bar of less than one could not be seen. */
const BAR_PX = 2
/** A day with a few among days with thousands still has a bar. */
const LOWEST = 3

/** A bar for each day that has any, without axes: when it was, and when it was most. */
export function DayBars({ counts, label, className }: Props) {
  const top = Math.max(1, ...counts)
  const width = Math.max(1, counts.length) * DAY
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('w-full overflow-visible text-accent', className)}
    >
      {counts.map((count, day) => {
        if (count === 0) return null
        const height = Math.max(LOWEST, (count / top) * (HEIGHT - 1))
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is a day
            key={day}
            data-day={day}
            d={`M${(day + 0.5) * DAY},${HEIGHT}v${-height}`}
            stroke="currentColor"
            strokeWidth={BAR_PX}
            vectorEffect="non-scaling-stroke"
          />
        )
      })}
      <path
        d={`M0,${HEIGHT - 0.5}H${width}`}
        className="stroke-line"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
