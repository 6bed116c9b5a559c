'use client'

import Link from 'next/link'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import { KIND_NAMES, nodeHref } from '@/components/link-graph/node-words'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { NumberTd } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import type { LinkGraph, LinkNode } from '@/lib/model/shared/link-graph'
import { shortToken } from '@/lib/model/token'

type Props = { graph: LinkGraph; lit: string | null; onLight: (key: string | null) => void }

/** The nodes of a graph with what they are linked to, the nearest first. */
export function NodesTable({ graph, lit, onLight }: Props) {
  const degrees = new Map<string, number>()
  for (const key of graph.links.flat()) degrees.set(key, (degrees.get(key) ?? 0) + 1)
  const degreeOf = (key: string) => degrees.get(key) ?? 0
  const nodes = graph.nodes.toSorted(
    (a, b) => a.distance - b.distance || degreeOf(b.key) - degreeOf(a.key),
  )
  return (
    <Table>
      <TableHead>
        <Th className="w-[56%]">Node</Th>
        <Th className="w-[23%] text-right">Steps</Th>
        <Th className="w-[21%] text-right">Links</Th>
      </TableHead>
      <tbody>
        {nodes.map((node) => (
          <tr
            key={node.key}
            onPointerEnter={() => onLight(node.key)}
            onPointerLeave={() => onLight(null)}
            className={cn('h-7 border-line border-b', lit === node.key && 'bg-selected')}
          >
            <Td>
              <NodeName node={node} onLight={onLight} />
            </Td>
            <NumberTd className="text-muted">{node.distance}</NumberTd>
            <NumberTd>
              {formatNumber(degreeOf(node.key) + node.hiddenLinks)}
              {node.hiddenLinks > 0 ? '+' : ''}
            </NumberTd>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function NodeName({ node, onLight }: { node: LinkNode; onLight: Props['onLight'] }) {
  const href = nodeHref(node)
  const mark = (
    <>
      <svg aria-hidden viewBox="-9 -9 18 18" width={12} height={12} className="shrink-0">
        <NodeMark kind={node.kind} size={6} isCentre={node.distance === 0} />
      </svg>
      <span className="sr-only">{KIND_NAMES[node.kind]}</span>
    </>
  )
  if (href === null) {
    return (
      <span className="flex items-center gap-2 text-sm">
        {mark}
        <HiddenValue />
      </span>
    )
  }
  return (
    <Link
      href={href}
      prefetch={false}
      title={`${KIND_NAMES[node.kind]} ${node.value}`}
      onFocus={() => onLight(node.key)}
      onBlur={() => onLight(null)}
      className="flex items-center gap-2 rounded-sm font-mono text-sm underline-offset-4 hover:underline"
    >
      {mark}
      {node.kind === 'user' ? null : <Swatch token={node.value} />}
      <span className="truncate">
        {node.kind === 'user' ? node.value : `${shortToken(node.value)}…`}
      </span>
    </Link>
  )
}
