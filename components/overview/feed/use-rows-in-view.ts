'use client'

import { type RefObject, useEffect, useState } from 'react'
import { MAX_ROWS_MOVED, ROW_PX } from '@/components/overview/feed/use-feed-motion'

/**
 * How many rows of the feed have to be drawn: those in view, and those that come into view while rows
 * move; all of them before that was measured. While logins pour in, every place changes several times
 * a second: those out of sight need not.
 */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, isShown: boolean): number {
  const [count, setCount] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const element = scroller.current
    if (!isShown || element === null) return
    const observer = new ResizeObserver(() =>
      // Its head is as high as a row.
      setCount(Math.ceil(element.clientHeight / ROW_PX) - 1 + MAX_ROWS_MOVED),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, isShown])
  return count
}
