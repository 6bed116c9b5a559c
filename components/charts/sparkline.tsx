import { type Point, stretches } from '@/components/charts/stretches'
import { cn } from '@/components/ui/cn'

type Props = {
  /** Oldest first; `at` spaces them. */
  points: Point[]
  /** Where the line's axis ends, in Unix seconds: what is not known up to there stays empty. */
  until: number
  /** What it shows, in words, for those who do not see it. */
  label: string
  className?: string
}

const WIDTH = 300
const HEIGHT = 40

/** A line of the last minutes, without axes: its shape is all it says. Keeps its place when empty. */
export function Sparkline({ points, until, label, className }: Props) {
  const first = points[0]?.at ?? 0
  const span = Math.max(until, points.at(-1)?.at ?? 0) - first
  const top = points.reduce((most, { value }) => Math.max(most, value), 1)
  const lines = span > 0 ? stretches(points).filter((stretch) => stretch.length > 1) : []
  const x = ({ at }: Point) => (((at - first) / span) * WIDTH).toFixed(1)
  const y = ({ value }: Point) => (HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(1)
  const line = (stretch: Point[]) => stretch.map((point) => `${x(point)},${y(point)}`).join('L')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('h-10 w-full text-accent', className)}
    >
      {lines.length > 0 ? (
        lines.map((stretch) => {
          const [start, end] = [stretch[0], stretch.at(-1)]
          if (start === undefined || end === undefined) return null
          return (
            <g key={start.at}>
              <path
                d={`M${x(start)},${HEIGHT}L${line(stretch)}L${x(end)},${HEIGHT}Z`}
                className="fill-accent-fill"
              />
              <path
                d={`M${line(stretch)}`}
                fill="none"
                stroke="currentColor"
                strokeWidth={1.5}
                vectorEffect="non-scaling-stroke"
              />
            </g>
          )
        })
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
