'use client'

import { type RefObject, useEffect, useState } from 'react'

/** With more nodes than this, only what is pointed at and its neighbours bear their names. */
const MAX_NAMED = 36
/** As tall as labels are on the screen, however large the drawing. */
const LABEL_PX = 11
/** Below this size of the drawing, labels of neighbours would lie on each other. */
const MIN_SCALE_FOR_NAMES = 0.55

/** How large a drawing that keeps its proportions is shown: screen pixels for one of its units. */
export function useScale(
  drawing: RefObject<SVGSVGElement | null>,
  { width, height }: { width: number; height: number },
): number {
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const element = drawing.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { contentRect: room } = entry
      setScale(Math.min(room.width / width, room.height / height))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [drawing, width, height])
  return scale
}

/** The size of labels in units of the drawing, and whether all nodes may bear theirs. */
export function labelSize(scale: number, nodes: number): { fontSize: number; allNamed: boolean } {
  const fontSize = scale > 0 ? Math.min(40, LABEL_PX / scale) : LABEL_PX
  return {
    fontSize: Math.round(fontSize * 10) / 10,
    allNamed: nodes <= MAX_NAMED && scale >= MIN_SCALE_FOR_NAMES,
  }
}
