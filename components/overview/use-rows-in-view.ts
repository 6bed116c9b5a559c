'use client'

import { type RefObject, useEffect, useState } from 'react'
import { ROW_PX } from '@/components/overview/use-feed-motion'

/**
 * How many rows of the feed are in view, its head left out; all of them before that was measured. While
 * logins pour in, every place changes several times a second: those out of sight need not.
 */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, isShown: boolean): number {
  const [count, setCount] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const element = scroller.current
    if (!isShown || element === null) return
    const observer = new ResizeObserver(() => setCount(Math.ceil(element.clientHeight / ROW_PX)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, isShown])
  return count
}
