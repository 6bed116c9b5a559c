'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { isTyping } from '@/components/shell/palette/global-keys'

type Options = {
  /** Holds the rows, each with `data-row`. */
  list: RefObject<HTMLElement | null>
  /** Called with a row's `data-row` when Enter is pressed on it. */
  onOpen?: ((row: string) => void) | undefined
  /** Called as the rows are walked through. */
  onMove?: ((row: string) => void) | undefined
  /** Called with a row's `data-row` when the space bar is pressed on it. */
  onToggle?: ((row: string) => void) | undefined
}

/** `j` and `k`, the arrows, Home and End walk through the rows of a list; Enter opens the one in focus. */
export function useRowKeys({ list, onOpen, onMove, onToggle }: Options) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (isTyping(event.target)) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const to = goalOf(event.key, at, rows.length - 1)
    if (to !== null) {
      const row = rows[at < 0 ? startOf(rows) : to]
      if (row === undefined) return
      row.focus()
      row.scrollIntoView({ block: 'nearest' })
      if (row.dataset.row) onMove?.(row.dataset.row)
    } else if (event.key === 'Enter' && at >= 0) {
      const { row } = rows[at]?.dataset ?? {}
      if (row === undefined) return
      onOpen?.(row)
    } else if (event.key === ' ' && at >= 0 && onToggle !== undefined) {
      onToggle(rows[at]?.dataset.row ?? '')
    } else return
    event.preventDefault()
  })

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/**
 * The row a key leads to; null where it leads nowhere. Arrows, Home and End walk only from a row in
 * focus: elsewhere they scroll.
 */
function goalOf(key: string, at: number, last: number): number | null {
  const onRow = at >= 0
  if (key === 'j' || (onRow && key === 'ArrowDown')) return Math.min(last, at + 1)
  if (key === 'k' || (onRow && key === 'ArrowUp')) return Math.max(0, at - 1)
  if (onRow && key === 'Home') return 0
  return onRow && key === 'End' ? last : null
}

/** Where walking begins: at the row that is selected, else at the first. */
function startOf(rows: HTMLElement[]): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.dataset.selected !== undefined),
  )
}
