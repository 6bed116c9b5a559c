'use client'

import { type RefObject, useEffect, useState } from 'react'

/** With more nodes than this, only what is pointed at and its neighbours bear their names. */
const MAX_NAMED = 36
/** As tall as labels are on the screen, however large the drawing; taller where there is much room. */
const LABEL_PX = 11
const LARGE_LABEL_PX = 13
const LARGE_SCALE = 1.5
/** Below this size of the drawing, labels of neighbours would lie on each other. */
const MIN_SCALE_FOR_NAMES = 0.55
/** From this one on, they do not, however many there are. */
const MIN_SCALE_FOR_ALL_NAMES = 1.2

export type Room = { width: number; height: number }

/** The pixels that a drawing has; null until it is on the screen. */
export function useRoom(drawing: RefObject<SVGSVGElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    const element = drawing.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setRoom({ width, height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [drawing])
  return room
}

/** Screen pixels for one unit of a drawing that keeps its proportions. */
export function scaleOf(room: Room | null, { width, height }: Room): number {
  return room === null ? 1 : Math.min(room.width / width, room.height / height)
}

/** The size of labels in units of the drawing, and whether all nodes may bear theirs. */
export function labelSize(scale: number, nodes: number): { fontSize: number; allNamed: boolean } {
  const px = scale >= LARGE_SCALE ? LARGE_LABEL_PX : LABEL_PX
  const fontSize = scale > 0 ? Math.min(40, px / scale) : LABEL_PX
  const least = nodes <= MAX_NAMED ? MIN_SCALE_FOR_NAMES : MIN_SCALE_FOR_ALL_NAMES
  return { fontSize: Math.round(fontSize * 10) / 10, allNamed: scale >= least }
}
