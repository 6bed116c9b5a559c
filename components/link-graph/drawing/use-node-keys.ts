'use client'

import { type KeyboardEvent, type RefObject, useState } from 'react'
import { nodeTowards } from '@/components/link-graph/drawing/node-towards'
import type { useZoom } from '@/components/link-graph/drawing/use-zoom'
import {
  fitted,
  showing,
  steppedBy,
  zoomedIn,
  zoomedOut,
} from '@/components/link-graph/drawing/zoom'
import type { LaidOut } from '@/components/link-graph/lay-out'

const ARROWS: Record<string, [right: number, down: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

type Keys = {
  drawing: RefObject<SVGSVGElement | null>
  laidOut: LaidOut
  zooming: ReturnType<typeof useZoom>
  selected: string | null
  onSelect: (key: string | null) => void
}

/** Arrows go from node to node, with shift they move the drawing; `+`, `-` and `0` zoom; Enter chooses. */
export function useNodeKeys({ drawing, laidOut, zooming, selected, onSelect }: Keys) {
  const { nodes, box } = laidOut
  const { zoom, setZoom } = zooming
  const [focused, setFocused] = useState<string | null>(null)
  const nodeOf = (key: string | null) => nodes.find((node) => node.key === key)
  const centre = nodes.find(({ distance }) => distance === 0) ?? nodes[0]
  const current = nodeOf(focused) ?? nodeOf(selected) ?? centre

  const move = (right: number, down: number) => {
    const next = current === undefined ? null : nodeTowards(nodes, current, right, down)
    const node = nodeOf(next)
    if (node === undefined) return
    setZoom(showing(zoom, box, node))
    elementOf(drawing.current, node.key)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [right, down] = ARROWS[event.key] ?? []
    if (right !== undefined && down !== undefined) {
      if (event.shiftKey) setZoom(steppedBy(zoom, box, right, down))
      else move(right, down)
    } else if (event.key === '+' || event.key === '=') setZoom(zoomedIn(zoom))
    else if (event.key === '-') setZoom(zoomedOut(zoom))
    else if (event.key === '0') setZoom(fitted(box))
    else if (event.key === 'Enter' || event.key === ' ') onSelect(current?.key ?? null)
    else if (event.key === 'Escape' && selected !== null) onSelect(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { current: current?.key ?? '', onFocusNode: setFocused, onKeyDown }
}

function elementOf(drawing: SVGSVGElement | null, key: string): SVGGElement | undefined {
  const elements = drawing?.querySelectorAll<SVGGElement>('[data-node]') ?? []
  return [...elements].find((element) => element.dataset.node === key)
}
