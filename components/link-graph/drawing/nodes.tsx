import type { KeyboardEvent } from 'react'
import { markSize } from '@/components/link-graph/drawing/mark-size'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import type { Labels } from '@/components/link-graph/drawing/place-labels'
import type { PlacedNode } from '@/components/link-graph/lay-out'
import { KIND_NAMES, shortName } from '@/components/link-graph/node-words'
import { cn } from '@/components/ui/cn'

type Props = {
  nodes: readonly PlacedNode[]
  /** The node that the keys are at. */
  current: string
  lit: string | null
  selected: string | null
  /** The lit one and those that it is linked to; empty while nothing is lit. */
  near: ReadonlySet<string>
  /** What was looked for, and what the path leads along. */
  matches: ReadonlySet<string>
  path: ReadonlySet<string>
  fontSize: number
  labels: Labels
  onLight: (key: string | null) => void
  onFocus: (key: string) => void
  onSelect: (key: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** The users, devices and IPs: one of them takes the focus, and the arrow keys go from one to another. */
export function Nodes(props: Props) {
  const { nodes, current, lit, selected, near, matches, path, fontSize, labels } = props
  const size = markSize(nodes.length)
  return nodes.map((node) => {
    const { key, kind, value, distance } = node
    const isMarked = matches.has(key) || path.has(key)
    return (
      // biome-ignore lint/a11y/useSemanticElements: there are no HTML buttons within a drawing
      <g
        key={key}
        data-node={key}
        role="button"
        tabIndex={key === current ? 0 : -1}
        aria-pressed={key === selected}
        aria-label={`${KIND_NAMES[kind]} ${value}`}
        transform={`translate(${node.x},${node.y})`}
        onClick={() => props.onSelect(key)}
        onKeyDown={props.onKeyDown}
        onFocus={() => {
          props.onFocus(key)
          props.onLight(key)
        }}
        onBlur={() => props.onLight(null)}
        onPointerEnter={() => props.onLight(key)}
        onPointerLeave={() => props.onLight(null)}
        className={cn(
          'group outline-none',
          near.size > 0 && !near.has(key) && !isMarked && 'opacity-30',
        )}
      >
        <title>{`${KIND_NAMES[kind]} ${value}`}</title>
        <Rings radius={size * 1.9} isMatch={matches.has(key)} />
        <NodeMark
          kind={kind}
          isCentre={distance === 0}
          isLit={key === lit || key === selected || path.has(key)}
          size={markSize(nodes.length, distance === 0)}
        />
        {labels.has(key) ? (
          <text
            {...labels.get(key)}
            fontSize={fontSize}
            textAnchor="middle"
            className="pointer-events-none fill-muted stroke-4 stroke-surface font-mono [paint-order:stroke]"
          >
            {shortName(node)}
          </text>
        ) : null}
      </g>
    )
  })
}

/** What can be pointed at, the focus, and what was looked for. */
function Rings({ radius, isMatch }: { radius: number; isMatch: boolean }) {
  return (
    <>
      <circle
        r={radius}
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
        className="fill-transparent stroke-transparent group-focus-visible:stroke-ring"
      />
      {isMatch ? (
        <circle
          r={radius}
          strokeWidth={2}
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-accent"
        />
      ) : null}
    </>
  )
}
