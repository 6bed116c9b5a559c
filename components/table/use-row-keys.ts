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
}

/** `j` and `k` (or the arrows) walk through the rows of a list, Enter opens the one in focus. */
export function useRowKeys({ list, onOpen, onMove }: Options) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (isTyping(event.target)) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const step = stepOf(event.key, at >= 0)
    if (step !== 0) {
      const row = rows[at < 0 ? startOf(rows) : Math.min(rows.length - 1, Math.max(0, at + step))]
      if (row === undefined) return
      row.focus()
      row.scrollIntoView({ block: 'nearest' })
      if (row.dataset.row) onMove?.(row.dataset.row)
    } else if (event.key === 'Enter' && at >= 0) {
      const { row } = rows[at]?.dataset ?? {}
      if (row === undefined) return
      onOpen?.(row)
    } else return
    event.preventDefault()
  })

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Arrows walk only from a row in focus: elsewhere they scroll. */
function stepOf(key: string, onRow: boolean): number {
  if (key === 'j' || (onRow && key === 'ArrowDown')) return 1
  if (key === 'k' || (onRow && key === 'ArrowUp')) return -1
  return 0
}

/** Where walking begins: at the row that is selected, else at the first. */
function startOf(rows: HTMLElement[]): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.dataset.selected !== undefined),
  )
}
