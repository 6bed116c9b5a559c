'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { layOut } from '@/components/link-graph/lay-out'
import { NodeMark } from '@/components/link-graph/node-mark'
import { KIND_NAMES, nodeHref, shortName } from '@/components/link-graph/node-words'
import { NodesTable } from '@/components/link-graph/nodes-table'
import { ScrollPane } from '@/components/table/scroll-pane'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/lib/format/format'
import type { LinkGraph as Graph } from '@/lib/model/link-graph'

/** With more nodes than this, only what is pointed at and its neighbours bear their names. */
const MAX_NAMED = 36

/** Who used what, two steps around one device or IP: drawn, and as a table beside it. */
export function LinkGraph({ graph }: { graph: Graph }) {
  const router = useRouter()
  const [lit, setLit] = useState<string | null>(null)
  const { nodes, links, box } = useMemo(() => layOut(graph), [graph])
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
    <div className="flex min-h-0 flex-1">
      <div className="relative min-h-0 min-w-0 flex-1">
        <svg
          viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
          preserveAspectRatio="xMidYMid meet"
          role="img"
          aria-label={`Links of ${formatCount(nodes.length, 'node')}; the table beside it lists them`}
          className="absolute inset-0 m-auto size-full"
          // Never larger than life: three nodes need not fill a screen.
          style={{ maxWidth: box.width * 1.6, maxHeight: box.height * 1.6 }}
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
              className={cn('cursor-pointer', lit !== null && !near.has(node.key) && 'opacity-30')}
            >
              <title>{`${KIND_NAMES[node.kind]} ${node.value}`}</title>
              <circle r={size * 1.9} className="fill-transparent" />
              <NodeMark
                kind={node.kind}
                isCentre={node.distance === 0}
                isLit={node.key === lit}
                size={node.distance === 0 ? size * 1.35 : size}
              />
              {nodes.length <= MAX_NAMED || near.has(node.key) || node.distance === 0 ? (
                <text
                  y={size * 1.35 + 12}
                  textAnchor="middle"
                  className="pointer-events-none fill-muted stroke-4 stroke-surface font-mono text-[9px] [paint-order:stroke]"
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
        className="w-72 shrink-0 border-line border-l max-lg:hidden"
      >
        <NodesTable graph={graph} lit={lit} onLight={setLit} />
      </ScrollPane>
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
