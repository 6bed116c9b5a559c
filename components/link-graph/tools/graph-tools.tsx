'use client'

import { Maximize, Minus, Plus, Route, Undo2 } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { useZoom } from '@/components/link-graph/drawing/use-zoom'
import { type Box, fitted, zoomedIn, zoomedOut } from '@/components/link-graph/drawing/zoom'
import { FindField } from '@/components/link-graph/tools/find-field'
import { PathField } from '@/components/link-graph/tools/path-field'
import type { useLinkView } from '@/components/link-graph/use-link-view'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

type Props = {
  shown: ReturnType<typeof useLinkView>
  box: Box
  zooming: ReturnType<typeof useZoom>
  sought: string
  onSeek: (text: string) => void
  matches: readonly string[]
  onGoTo: (key: string) => void
}

/** What can be done with the graph as a whole: find, path, back to the page's own, zoom. */
export function GraphTools({ shown, box, zooming, sought, onSeek, matches, onGoTo }: Props) {
  const { zoom, setZoom } = zooming
  const { isOwn, change } = shown
  const [asksPath, setAsksPath] = useState(false)
  const finding = useRef<HTMLInputElement>(null)
  const reset = () => change({ centre: null, expanded: [], to: null })
  useGraphCommands({
    // Once the palette is gone and has given the focus back.
    find: () => requestAnimationFrame(() => finding.current?.focus()),
    askPath: () => requestAnimationFrame(() => setAsksPath(true)),
  })
  return (
    <div
      role="toolbar"
      aria-label="Graph"
      className="flex min-h-10 flex-wrap items-center gap-1.5 border-line border-b px-3 py-1"
    >
      {asksPath ? (
        <PathField
          onChoose={(to) => {
            change({ to })
            setAsksPath(false)
          }}
          onClose={() => setAsksPath(false)}
        />
      ) : (
        <>
          <FindField
            ref={finding}
            text={sought}
            matches={matches}
            onChange={onSeek}
            onGoTo={onGoTo}
          />
          <Button size="sm" onClick={() => setAsksPath(true)}>
            <Route /> Path to…
          </Button>
        </>
      )}
      <span className="ml-auto flex items-center gap-1.5">
        {isOwn ? null : (
          <Button size="sm" variant="ghost" onClick={reset}>
            <Undo2 /> Original graph
          </Button>
        )}
        <span className="flex shrink-0 items-center">
          <IconButton label="Zoom out" keys={['-']} onClick={() => setZoom(zoomedOut(zoom))}>
            <Minus />
          </IconButton>
          <IconButton label="Zoom in" keys={['+']} onClick={() => setZoom(zoomedIn(zoom))}>
            <Plus />
          </IconButton>
          <IconButton label="Fit the graph" keys={['0']} onClick={() => setZoom(fitted(box))}>
            <Maximize />
          </IconButton>
        </span>
      </span>
    </div>
  )
}

type IconProps = { label: string; keys: string[]; onClick: () => void; children: ReactNode }

/** The keys work in the drawing. */
function IconButton({ label, keys, onClick, children }: IconProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <Button variant="ghost" size="icon-sm" aria-label={label} onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  )
}

function useGraphCommands({ find, askPath }: { find: () => void; askPath: () => void }) {
  // They reach state and an element that stay the same.
  const kept = useRef({ find, askPath })
  const commands = useMemo(
    () => [
      {
        id: 'find-in-graph',
        group: 'Graph',
        label: 'Find in the graph',
        words: 'links node search',
        run: () => kept.current.find(),
      },
      {
        id: 'path-to',
        group: 'Graph',
        label: 'Find the path to a user, device or IP',
        words: 'linked link connection',
        icon: Route,
        run: () => kept.current.askPath(),
      },
    ],
    [],
  )
  useCommands(commands)
}
