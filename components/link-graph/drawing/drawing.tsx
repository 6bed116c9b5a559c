'use client'

import { type RefObject, useMemo } from 'react'
import { Lines, type Lit } from '@/components/link-graph/drawing/lines'
import { Nodes } from '@/components/link-graph/drawing/nodes'
import { useLabels } from '@/components/link-graph/drawing/use-labels'
import { useNodeKeys } from '@/components/link-graph/drawing/use-node-keys'
import { labelSize, scaleOf, useRoom } from '@/components/link-graph/drawing/use-room'
import type { useZoom } from '@/components/link-graph/drawing/use-zoom'
import { seenPart } from '@/components/link-graph/drawing/zoom'
import type { LaidOut } from '@/components/link-graph/lay-out'
import { formatCount } from '@/lib/format/format'

type Props = {
  drawing: RefObject<SVGSVGElement | null>
  laidOut: LaidOut
  zooming: ReturnType<typeof useZoom>
  lit: Lit
  selected: string | null
  matches: ReadonlySet<string>
  /** The nodes of the path, in order. */
  path: readonly string[]
  onLight: (lit: Lit) => void
  onSelect: (key: string | null) => void
}

/** The graph as far as it is seen; keys as `useNodeKeys` has them. */
export function Drawing(props: Props) {
  const { drawing, laidOut, zooming, lit, selected, matches, path, onLight, onSelect } = props
  const { nodes, box } = laidOut
  const { zoom, hasDragged, handlers } = zooming
  const seen = seenPart(zoom, box)
  const fontSize = labelSize(scaleOf(useRoom(drawing), seen))
  const keys = useNodeKeys({ drawing, laidOut, zooming, selected, onSelect })
  const litNode = lit !== null && 'node' in lit ? lit.node : null
  const near = useMemo(() => nearTo(laidOut, lit), [laidOut, lit])
  const ends = useMemo(() => (litNode === null ? near : new Set([litNode])), [litNode, near])
  const onPath = useMemo(() => linksOf(laidOut, path), [laidOut, path])
  const pathNodes = useMemo(() => new Set(path), [path])
  const labels = useLabels({
    nodes,
    fontSize,
    selected,
    matches,
    near,
    path: pathNodes,
    lit: ends,
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no drawing
    <svg
      ref={drawing}
      viewBox={`${seen.x} ${seen.y} ${seen.width} ${seen.height}`}
      preserveAspectRatio="xMidYMid meet"
      role="group"
      aria-label={`Links of ${formatCount(nodes.length, 'node')}; the table beside it lists them`}
      className="absolute inset-0 size-full cursor-grab select-none touch-pan-x touch-pan-y active:cursor-grabbing"
      {...handlers}
    >
      <Lines laidOut={laidOut} lit={lit} path={onPath} onLight={onLight} />
      <Nodes
        nodes={nodes}
        current={keys.current}
        lit={litNode}
        selected={selected}
        near={near}
        matches={matches}
        path={pathNodes}
        fontSize={fontSize}
        labels={labels}
        onLight={(key) => onLight(key === null ? null : { node: key })}
        onFocus={keys.onFocusNode}
        onSelect={(key) => {
          if (!hasDragged()) onSelect(key === selected ? null : key)
        }}
        onKeyDown={keys.onKeyDown}
      />
    </svg>
  )
}

/** The lit node and its neighbours, or the ends of the lit link. */
function nearTo({ nodes, links }: LaidOut, lit: Lit): ReadonlySet<string> {
  if (lit === null) return new Set()
  const keys = new Set('node' in lit ? [lit.node] : [])
  for (const [at, { from, to }] of links.entries()) {
    const [a, b] = [nodes[from]?.key ?? '', nodes[to]?.key ?? '']
    const isNear = 'node' in lit ? a === lit.node || b === lit.node : at === lit.link
    if (isNear) keys.add(a).add(b)
  }
  return keys
}

/** The links from each node of a path to the next. */
function linksOf({ nodes, links }: LaidOut, path: readonly string[]): ReadonlySet<number> {
  const placeOf = new Map(path.map((key, at) => [key, at]))
  const found = new Set<number>()
  for (const [at, { from, to }] of links.entries()) {
    const [a, b] = [placeOf.get(nodes[from]?.key ?? ''), placeOf.get(nodes[to]?.key ?? '')]
    if (a !== undefined && b !== undefined && Math.abs(a - b) === 1) found.add(at)
  }
  return found
}
