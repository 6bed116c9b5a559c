import type { LaidOut } from '@/components/link-graph/lay-out'
import { endsWords, lineWidth, loginsWords } from '@/components/link-graph/link-words'
import { cn } from '@/components/ui/cn'

/** What is pointed at, focused or chosen in the graph or in what stands beside it. */
export type Lit = { node: string } | { link: number } | null

type Props = {
  laidOut: LaidOut
  lit: Lit
  /** The links of the path, by their places. */
  path: ReadonlySet<number>
  onLight: (lit: Lit) => void
}

/** The links: wider the more logins they rest on; those of the path dashed and in colour. */
export function Lines({ laidOut: { nodes, links }, lit, path, onLight }: Props) {
  return links.map(({ from, to, facts }, at) => {
    const [a, b] = [nodes[from], nodes[to]]
    if (a === undefined || b === undefined) return null
    const isLit =
      lit !== null && ('link' in lit ? lit.link === at : lit.node === a.key || lit.node === b.key)
    const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y }
    return (
      <g
        key={`${a.key} ${b.key}`}
        data-link={at}
        onPointerEnter={() => onLight({ link: at })}
        onPointerLeave={() => onLight(null)}
      >
        <title>{`${endsWords(a, b)}: ${loginsWords(facts)}`}</title>
        {/* Wide enough to be pointed at. */}
        <line {...ends} strokeWidth={12} vectorEffect="non-scaling-stroke" stroke="transparent" />
        <line
          {...ends}
          strokeWidth={lineWidth(facts) + (path.has(at) ? 1.5 : 0)}
          vectorEffect="non-scaling-stroke"
          strokeDasharray={path.has(at) ? '7 4' : undefined}
          className={cn(
            'pointer-events-none stroke-line-strong',
            (isLit || path.has(at)) && 'stroke-accent',
            lit !== null && !isLit && !path.has(at) && 'opacity-40',
          )}
        />
      </g>
    )
  })
}
