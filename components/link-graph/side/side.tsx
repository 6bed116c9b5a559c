'use client'

import { lazy, Suspense, useState } from 'react'
import type { Lit } from '@/components/link-graph/drawing/lines'
import { NodesTable } from '@/components/link-graph/side/nodes-table'
import type { ShownView, useLinkView } from '@/components/link-graph/use-link-view'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Segments } from '@/components/ui/form/segments'
import { Skeleton } from '@/components/ui/skeleton'

const LinksTable = lazy(async () => ({
  default: (await import('@/components/link-graph/side/links-table')).LinksTable,
}))
const PathPanel = lazy(async () => ({
  default: (await import('@/components/link-graph/side/path-panel')).PathPanel,
}))

type Props = {
  shown: ReturnType<typeof useLinkView>
  view: ShownView
  lit: Lit
  onLight: (lit: Lit) => void
}

const LISTS = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'links', label: 'Links' },
] as const

/** All that the drawing shows, in words: its nodes, its links, and the path that was asked for. */
export function Side({ shown, view, lit, onLight }: Props) {
  const [list, setList] = useState<'nodes' | 'links'>('nodes')
  const isAsked = shown.query.to !== null
  return (
    <ScrollPane
      aria-label="Linked users, devices and IPs"
      className="max-h-56 shrink-0 border-line border-t @2xl:max-h-none @2xl:w-80 @5xl:w-96 @2xl:border-t-0 @2xl:border-l"
    >
      <Suspense fallback={<Skeleton className="m-3 h-40" />}>
        {isAsked ? (
          <PathPanel
            path={shown.isReading ? null : view.path}
            onLight={(key) => onLight(key === null ? null : { node: key })}
            onClose={() => shown.change({ to: null })}
          />
        ) : null}
        <div className="px-3 py-1.5 print:hidden">
          <Segments legend="Listed" legendHidden options={LISTS} value={list} onChange={setList} />
        </div>
        {list === 'nodes' ? (
          <NodesTable
            graph={view.graph}
            lit={lit !== null && 'node' in lit ? lit.node : null}
            onLight={(key) => onLight(key === null ? null : { node: key })}
          />
        ) : (
          <LinksTable
            laidOut={view.laidOut}
            lit={lit !== null && 'link' in lit ? lit.link : null}
            onLight={(link) => onLight(link === null ? null : { link })}
          />
        )}
      </Suspense>
    </ScrollPane>
  )
}
