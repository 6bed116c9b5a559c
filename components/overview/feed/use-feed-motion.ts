'use client'

import { useLayoutEffect, useRef } from 'react'
import { arrivedOnTop } from '@/components/overview/feed/feed-queue'
import type { LoginRow } from '@/lib/model/login'

export const ROW_PX = 32
/** How far rows come in from above at most, in rows: as many are drawn below what is in view. */
export const MAX_ROWS_MOVED = 3
const DURATION_MS = 150

/**
 * Lets rows that arrive on top come in from above. The rows of the feed are places that stay where they
 * are: moving them in the layout would shift all below with each login. What moves is how they are
 * drawn, for a moment; not where less motion is asked for, nor where the feed holds still.
 * @returns a ref for the table's body.
 */
export function useFeedMotion(rows: LoginRow[], paused: boolean) {
  const body = useRef<HTMLTableSectionElement>(null)
  const last = useRef(rows)
  useLayoutEffect(() => {
    const arrived = arrivedOnTop(last.current, rows)
    last.current = rows
    if (arrived === 0 || paused || body.current === null) return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    body.current.animate(
      [
        { transform: `translateY(${-ROW_PX * Math.min(arrived, MAX_ROWS_MOVED)}px)` },
        { transform: 'none' },
      ],
      { duration: DURATION_MS, easing: 'ease-out' },
    )
  }, [rows, paused])
  return body
}
