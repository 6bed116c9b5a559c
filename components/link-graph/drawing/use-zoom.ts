'use client'

import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import {
  type Box,
  fitted,
  movedBy,
  type Zoom,
  zoomedBy,
} from '@/components/link-graph/drawing/zoom'

/** A pointer that moved so little was meant for what lies under it. */
const CLICK_PX = 4
const WHEEL_SPEED = 0.0016

type Point = { x: number; y: number }

/**
 * What of a drawing is seen, moved by dragging and made larger by wheel and pinch. One finger scrolls
 * the page as everywhere; two move the drawing. Another drawing begins as a whole.
 */
export function useZoom(drawing: RefObject<SVGSVGElement | null>, box: Box) {
  const [state, setState] = useState<{ box: Box; zoom: Zoom }>({ box, zoom: fitted(box) })
  const zoom = state.box === box ? state.zoom : fitted(box)
  // From the newest, which may not be drawn yet: a pointer moves faster than the screen.
  const change = (next: (zoom: Zoom) => Zoom) =>
    setState((now) => ({ box, zoom: next(now.box === box ? now.zoom : fitted(box)) }))
  const held = useRef(new Map<number, Point>())
  const moved = useRef(0)

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const by = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 16 : 1) * WHEEL_SPEED)
    const at = toDrawing(drawing.current, event)
    change((now) => zoomedBy(now, by, at))
  })
  useEffect(() => {
    const element = drawing.current
    // React's own listener may not keep the page from scrolling.
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [drawing])

  const onPointerDown = (event: PointerEvent) => {
    if (held.current.size === 0) moved.current = 0
    held.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }
  const onPointerMove = (event: PointerEvent) => {
    const before = held.current.get(event.pointerId)
    if (before === undefined || event.buttons === 0) return
    const now = { x: event.clientX, y: event.clientY }
    const others = [...held.current].filter(([id]) => id !== event.pointerId)
    held.current.set(event.pointerId, now)
    if (event.pointerType === 'touch' && others.length === 0) return
    moved.current += Math.hypot(now.x - before.x, now.y - before.y)
    if (moved.current < CLICK_PX) return
    const scale = pixelsOfUnit(drawing.current)
    const share = others.length === 0 ? 1 : 0.5
    const dx = ((before.x - now.x) / scale) * share
    const dy = ((before.y - now.y) / scale) * share
    const other = others[0]?.[1]
    if (other === undefined) return change((zoom) => movedBy(zoom, box, dx, dy))
    const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }
    const by = distance(now, other) / Math.max(1, distance(before, other))
    const at = toDrawing(drawing.current, middle)
    change((zoom) => zoomedBy(movedBy(zoom, box, dx, dy), by, at))
  }
  const onPointerEnd = (event: PointerEvent) => {
    held.current.delete(event.pointerId)
  }
  return {
    zoom,
    setZoom: (next: Zoom) => change(() => next),
    /** Whether the pointer that was just let go dragged the drawing: it meant nothing under it. */
    hasDragged: () => moved.current >= CLICK_PX,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
      onPointerLeave: onPointerEnd,
    },
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function pixelsOfUnit(element: SVGSVGElement | null): number {
  return element?.getScreenCTM()?.a || 1
}

function toDrawing(
  element: SVGSVGElement | null,
  { clientX, clientY }: { clientX: number; clientY: number },
): Point | undefined {
  const matrix = element?.getScreenCTM()
  if (!matrix) return undefined
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse())
  return { x, y }
}
