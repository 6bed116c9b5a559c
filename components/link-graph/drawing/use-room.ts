'use client'

import { type RefObject, useEffect, useState } from 'react'

/** As tall as labels are on the screen, however large the drawing; taller where there is much room. */
const LABEL_PX = 11
const LARGE_LABEL_PX = 13
const LARGE_SCALE = 1.5

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

/** The size of labels in units of the drawing. */
export function labelSize(scale: number): number {
  const px = scale >= LARGE_SCALE ? LARGE_LABEL_PX : LABEL_PX
  const fontSize = scale > 0 ? Math.min(40, px / scale) : LABEL_PX
  return Math.round(fontSize * 10) / 10
}
