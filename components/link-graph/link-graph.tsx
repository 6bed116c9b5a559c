'use client'

import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react'
import { Drawing } from '@/components/link-graph/drawing/drawing'
import type { Lit } from '@/components/link-graph/drawing/lines'
import { useZoom } from '@/components/link-graph/drawing/use-zoom'
import { showing } from '@/components/link-graph/drawing/zoom'
import type { LaidOut } from '@/components/link-graph/lay-out'
import { matchingNodes } from '@/components/link-graph/matching-nodes'
import { Side } from '@/components/link-graph/side/side'
import { type ShownView, useLinkView } from '@/components/link-graph/use-link-view'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Skeleton } from '@/components/ui/skeleton'
import type { LinkGraph as Graph } from '@/lib/model/shared/link-graph'

const load = () => import('@/components/link-graph/tools/graph-tools')
const GraphTools = lazy(async () => ({ default: (await load()).GraphTools }))
const loadStrip = () => import('@/components/link-graph/tools/graph-strip')
const GraphStrip = lazy(async () => ({ default: (await loadStrip()).GraphStrip }))

/**
 * Who used what, two steps around one user, device or IP: drawn, and as a table beside it. Nodes are
 * found, expanded and put in the middle in place, and the path to another is shown; the URL says which.
 */
export function LinkGraph({ graph, laidOut }: { graph: Graph; laidOut: LaidOut }) {
  const own = useMemo(() => ({ graph, laidOut, path: null }), [graph, laidOut])
  const shown = useLinkView(own)
  const { view, isReading, retry } = shown
  return (
    <div className="@container flex min-h-0 flex-1 flex-col print:block" aria-busy={isReading}>
      {retry === null ? null : (
        <p role="alert" className="flex shrink-0 items-center gap-2 px-4 py-1.5 text-muted">
          These links could not be read.
          <Button variant="link" onClick={retry}>
            Try again
          </Button>
          <Button
            variant="link"
            onClick={() => shown.change({ centre: null, expanded: [], to: null })}
          >
            Original graph
          </Button>
        </p>
      )}
      {view === null ? (
        <Skeleton className="m-4 min-h-60 flex-1" />
      ) : (
        <Explorer shown={shown} view={view} />
      )}
    </div>
  )
}

const NO_PATH: string[] = []

type ExplorerProps = { shown: ReturnType<typeof useLinkView>; view: ShownView }

function Explorer({ shown, view }: ExplorerProps) {
  const { graph, laidOut, path } = view
  const drawing = useRef<SVGSVGElement>(null)
  const zooming = useZoom(drawing, laidOut.box)
  const [lit, setLit] = useState<Lit>(null)
  const [chosen, setSelected] = useState<string | null>(null)
  const [sought, setSought] = useState('')
  const selected = laidOut.nodes.some(({ key }) => key === chosen) ? chosen : null
  const matches = useMemo(() => matchingNodes(laidOut.nodes, sought), [laidOut, sought])
  const onPath = useMemo(
    () => (path?.kind === 'found' ? path.nodes.map(({ key }) => key) : NO_PATH),
    [path],
  )
  useIdleLoad(load)
  useIdleLoad(loadStrip)

  const goTo = (key: string) => {
    const node = laidOut.nodes.find((one) => one.key === key)
    if (node === undefined) return
    setSelected(key)
    zooming.setZoom(showing(zooming.zoom, laidOut.box, node))
  }
  return (
    <div className="flex min-h-0 flex-1 @2xl:flex-row flex-col print:block">
      <div className="flex min-h-72 min-w-0 flex-1 flex-col">
        <KeptPlace className="min-h-10 shrink-0 print:hidden">
          <GraphTools
            shown={shown}
            box={laidOut.box}
            zooming={zooming}
            sought={sought}
            onSeek={setSought}
            matches={matches}
            onGoTo={goTo}
          />
        </KeptPlace>
        <div
          className="relative min-h-44 min-w-0 flex-1 overflow-hidden aria-busy:opacity-60 print:h-96"
          aria-busy={shown.isReading}
        >
          <Drawing
            drawing={drawing}
            laidOut={laidOut}
            zooming={zooming}
            lit={lit}
            selected={selected}
            matches={useMemo(() => new Set(matches), [matches])}
            path={onPath}
            onLight={setLit}
            onSelect={setSelected}
          />
        </div>
        <KeptPlace className="min-h-11 shrink-0 border-line border-t">
          <GraphStrip
            shown={shown}
            laidOut={laidOut}
            isTruncated={graph.isTruncated}
            lit={lit}
            selected={selected}
          />
        </KeptPlace>
      </div>
      <Side shown={shown} view={view} lit={lit} onLight={setLit} />
    </div>
  )
}

/** As high while the code of what it holds is on its way as after. */
function KeptPlace({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div className={className}>
      <Suspense>{children}</Suspense>
    </div>
  )
}
