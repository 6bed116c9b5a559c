'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useRef, useState } from 'react'
import type { LaidOut } from '@/components/link-graph/lay-out'
import { NodeMark } from '@/components/link-graph/node-mark'
import { KIND_NAMES, nodeHref, shortName } from '@/components/link-graph/node-words'
import { NodesTable } from '@/components/link-graph/nodes-table'
import { labelSize, useScale } from '@/components/link-graph/use-scale'
import { ScrollPane } from '@/components/table/scroll-pane'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/lib/format/format'
import type { LinkGraph as Graph } from '@/lib/model/link-graph'

const MAX_SCALE = 2

/** Who used what, two steps around one device or IP: drawn, and as a table beside it. */
export function LinkGraph({ graph, laidOut }: { graph: Graph; laidOut: LaidOut }) {
  const router = useRouter()
  const [lit, setLit] = useState<string | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { nodes, links, box } = laidOut
  const { fontSize, allNamed } = labelSize(useScale(drawing, box), nodes.length)
  const near = useMemo(() => {
    const keys = new Set(lit === null ? [] : [lit])
    for (const { from, to } of links) {
      if (from.key === lit) keys.add(to.key)
      if (to.key === lit) keys.add(from.key)
    }
    return keys
  }, [links, lit])
  const size = nodes.length > 80 ? 6 : 8
  return (
    <div className="@container flex min-h-0 flex-1 print:block">
      <div className="flex min-h-0 flex-1 @2xl:flex-row flex-col">
        <div className="relative min-h-60 min-w-0 flex-1 print:h-96">
          <svg
            ref={drawing}
            viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
            preserveAspectRatio="xMidYMid meet"
            role="img"
            aria-label={`Links of ${formatCount(nodes.length, 'node')}; the table beside it lists them`}
            className="absolute inset-0 m-auto size-full"
            // Not much larger than life: three nodes need not fill a screen.
            style={{ maxWidth: box.width * MAX_SCALE, maxHeight: box.height * MAX_SCALE }}
          >
            {links.map(({ from, to }) => (
              <line
                key={`${from.key} ${to.key}`}
                x1={from.x}
                y1={from.y}
                x2={to.x}
                y2={to.y}
                className={cn(
                  'stroke-line-strong',
                  (from.key === lit || to.key === lit) && 'stroke-accent',
                  lit !== null && from.key !== lit && to.key !== lit && 'opacity-40',
                )}
              />
            ))}
            {nodes.map((node) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the table beside it has the same as links
              <g
                key={node.key}
                data-node={node.key}
                transform={`translate(${node.x},${node.y})`}
                onClick={() => {
                  const href = nodeHref(node)
                  if (href !== null) router.push(href)
                }}
                onPointerEnter={() => setLit(node.key)}
                onPointerLeave={() => setLit(null)}
                className={cn(
                  'cursor-pointer',
                  lit !== null && !near.has(node.key) && 'opacity-30',
                )}
              >
                <title>{`${KIND_NAMES[node.kind]} ${node.value}`}</title>
                <circle r={size * 1.9} className="fill-transparent" />
                <NodeMark
                  kind={node.kind}
                  isCentre={node.distance === 0}
                  isLit={node.key === lit}
                  size={node.distance === 0 ? size * 1.35 : size}
                />
                {allNamed || near.has(node.key) || node.distance === 0 ? (
                  <text
                    y={size * 1.35 + fontSize + 3}
                    fontSize={fontSize}
                    textAnchor="middle"
                    className="pointer-events-none fill-muted stroke-4 stroke-surface font-mono [paint-order:stroke]"
                  >
                    {shortName(node)}
                  </text>
                ) : null}
              </g>
            ))}
          </svg>
          <Legend isTruncated={graph.isTruncated} />
        </div>
        <ScrollPane
          aria-label="Linked users, devices and IPs"
          className="max-h-56 shrink-0 border-line border-t @2xl:max-h-none @2xl:w-72 @2xl:border-t-0 @2xl:border-l"
        >
          <NodesTable graph={graph} lit={lit} onLight={setLit} />
        </ScrollPane>
      </div>
    </div>
  )
}

function Legend({ isTruncated }: { isTruncated: boolean }) {
  return (
    <p className="pointer-events-none absolute bottom-2 left-3 flex items-center gap-3 text-muted text-xs">
      {(['user', 'device', 'ip'] as const).map((kind) => (
        <span key={kind} className="flex items-center gap-1">
          <svg aria-hidden viewBox="-9 -9 18 18" width={12} height={12}>
            <NodeMark kind={kind} size={6} />
          </svg>
          {KIND_NAMES[kind]}
        </span>
      ))}
      {isTruncated ? <span>· there is more than can be drawn legibly</span> : null}
    </p>
  )
}
