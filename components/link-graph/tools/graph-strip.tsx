'use client'

import { Crosshair, ExternalLink, Route, UnfoldHorizontal } from 'lucide-react'
import Link from 'next/link'
import type { Lit } from '@/components/link-graph/drawing/lines'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import { FactsWords } from '@/components/link-graph/facts-words'
import type { LaidOut, PlacedNode } from '@/components/link-graph/lay-out'
import { endsWords } from '@/components/link-graph/link-words'
import { KIND_NAMES, nodeHref, shortName } from '@/components/link-graph/node-words'
import type { useLinkView } from '@/components/link-graph/use-link-view'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { MAX_EXPANDED } from '@/lib/model/shared/link-graph'

type Props = {
  shown: ReturnType<typeof useLinkView>
  laidOut: LaidOut
  isTruncated: boolean
  lit: Lit
  selected: string | null
}

/** Below the drawing: the link pointed at in words, or the chosen node and what can be done with it. */
export function GraphStrip({ shown, laidOut, isTruncated, lit, selected }: Props) {
  const { nodes, links } = laidOut
  const link = lit !== null && 'link' in lit ? links[lit.link] : undefined
  const [from, to] = [nodes[link?.from ?? -1], nodes[link?.to ?? -1]]
  const chosen = nodes.find(({ key }) => key === selected)
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
      {link !== undefined && from !== undefined && to !== undefined ? (
        <p className="min-w-0">
          <span className="font-mono">{endsWords(from, to)}</span>:{' '}
          <FactsWords facts={link.facts} />
        </p>
      ) : chosen === undefined ? (
        <Legend nodes={nodes.length} links={links.length} isTruncated={isTruncated} />
      ) : (
        <ChosenNode shown={shown} node={chosen} />
      )}
    </div>
  )
}

function ChosenNode({ shown, node }: { shown: Props['shown']; node: PlacedNode }) {
  const { query, change } = shown
  const { key, kind, value } = node
  const href = nodeHref({ kind, value })
  const isExpanded = query.expanded.includes(key)
  const isFull = !isExpanded && query.expanded.length >= MAX_EXPANDED
  const expand = () =>
    change({
      expanded: isExpanded
        ? query.expanded.filter((other) => other !== key)
        : [...query.expanded, key],
    })
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <svg aria-hidden viewBox="-9 -9 18 18" width={12} height={12} className="shrink-0">
          <NodeMark kind={kind} size={6} isLit />
        </svg>
        {KIND_NAMES[kind]}
        <span className="min-w-0 truncate font-mono" title={value}>
          {kind === 'user' ? value : shortName(node)}
        </span>
      </span>
      {href === null || value === HIDDEN_ORIGINAL ? (
        <span className="text-muted">has no page: it is a hidden original</span>
      ) : (
        <span className="flex flex-wrap items-center gap-1.5">
          <Button size="sm" asChild>
            <Link href={href} prefetch={false}>
              <ExternalLink /> Open {KIND_NAMES[kind]}
            </Link>
          </Button>
          <Button
            size="sm"
            aria-pressed={isExpanded}
            disabled={isFull}
            title={isFull ? `At most ${MAX_EXPANDED} nodes are expanded at a time` : undefined}
            onClick={expand}
          >
            <UnfoldHorizontal /> {isExpanded ? 'Collapse' : 'Expand'}
          </Button>
          {node.distance === 0 ? null : (
            <>
              <Button size="sm" onClick={() => change({ centre: key, expanded: [], to: null })}>
                <Crosshair /> Centre here
              </Button>
              <Button size="sm" onClick={() => change({ to: key })}>
                <Route /> Path to it
              </Button>
            </>
          )}
        </span>
      )}
    </>
  )
}

type LegendProps = { nodes: number; links: number; isTruncated: boolean }

function Legend({ nodes, links, isTruncated }: LegendProps) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      {(['user', 'device', 'ip'] as const).map((kind) => (
        <span key={kind} className="flex items-center gap-1">
          <svg aria-hidden viewBox="-9 -9 18 18" width={12} height={12}>
            <NodeMark kind={kind} size={6} />
          </svg>
          {KIND_NAMES[kind]}
        </span>
      ))}
      <span>
        {formatCount(nodes, 'node')}, {formatCount(links, 'link')}; wider lines have more logins
      </span>
      {isTruncated ? <span>· there is more than can be drawn legibly</span> : null}
    </p>
  )
}
