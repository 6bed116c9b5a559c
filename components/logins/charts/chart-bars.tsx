import { colorsOf, type Plot, type Series } from '@/components/logins/charts/chart-plot'
import { cn } from '@/components/ui/cn'

type Props = {
  plot: Plot
  /** What the height of the chart stands for. */
  top: number
  /** The bar that is pointed at or has the mark, and those that are chosen. */
  current: number | null
  range: [low: number, high: number] | null
}

/** The bars, and the line that they are held against. */
export function ChartBars({ plot, top, current, range }: Props) {
  const { buckets, stack, line } = plot
  const isPlain = stack.length === 1
  return (
    <div className="absolute inset-0 flex items-end">
      {buckets.map(({ fromMs }, at) => {
        const isChosen = range !== null && at >= range[0] && at <= range[1]
        const isLit = at === current || isChosen
        const height = stack.reduce((sum, { logins }) => sum + (logins[at] ?? 0), 0)
        const [first] = stack
        const plain = first?.filter === undefined ? undefined : { backgroundColor: first.color }
        return (
          <span
            key={fromMs}
            data-lit={isLit || undefined}
            className={cn(
              'flex h-full min-w-0 flex-1 items-end',
              buckets.length <= 120 && 'px-px',
              isChosen ? 'bg-accent-fill' : isLit && 'bg-hover',
            )}
          >
            <span
              data-bar
              style={{
                height: `${(height / top) * 100}%`,
                ...(isPlain ? plain : { backgroundImage: colorsOf(stack, at) }),
              }}
              className={cn(
                'w-full forced-color-adjust-none rounded-t-[2px]',
                height > 0 && 'min-h-0.5',
                isPlain && (isLit ? 'bg-accent' : 'bg-accent-bar'),
                !isPlain && current !== null && !isLit && 'opacity-70',
              )}
            />
          </span>
        )
      })}
      {line === null ? null : <Line line={line} count={buckets.length} top={top} />}
    </div>
  )
}

/** A line in steps, as wide as the bars: it says what they do not, without hiding them. */
function Line({ line, count, top }: { line: Series; count: number; top: number }) {
  const steps = line.logins.map((logins, at) => {
    const y = (100 - (logins / top) * 100).toFixed(2)
    return `${at === 0 ? 'M' : 'L'}${at} ${y}H${at + 1}`
  })
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, count)} 100`}
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 size-full overflow-visible forced-color-adjust-none"
    >
      <path
        d={steps.join('')}
        fill="none"
        stroke={line.color}
        strokeWidth={1.5}
        strokeDasharray={line.filter === undefined ? '4 3' : undefined}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
