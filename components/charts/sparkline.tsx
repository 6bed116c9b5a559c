import { cn } from '@/components/ui/cn'

type Props = {
  /** Oldest first; `at` spaces them. */
  points: { at: number; value: number }[]
  /** What it shows, in words, for those who do not see it. */
  label: string
  className?: string
}

const WIDTH = 300
const HEIGHT = 40

/** A line of the last minutes, without axes: its shape is all it says. Keeps its place when empty. */
export function Sparkline({ points, label, className }: Props) {
  const [first, last] = [points[0], points.at(-1)]
  const top = points.reduce((most, { value }) => Math.max(most, value), 1)
  const line =
    first !== undefined && last !== undefined && last.at > first.at
      ? points.map(({ at, value }) => {
          const x = ((at - first.at) / (last.at - first.at)) * WIDTH
          return `${x.toFixed(1)},${(HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(1)}`
        })
      : []
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('h-10 w-full text-accent', className)}
    >
      {line.length > 0 ? (
        <>
          <path
            d={`M0,${HEIGHT}L${line.join('L')}L${WIDTH},${HEIGHT}Z`}
            className="fill-accent-fill"
          />
          <path
            d={`M${line.join('L')}`}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
          />
        </>
      ) : (
        <path
          d={`M0,${HEIGHT - 1}H${WIDTH}`}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  )
}
