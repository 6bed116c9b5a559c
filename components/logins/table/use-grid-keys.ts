'use client'

import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { CELL_KEYS, type CellKey } from '@/components/logins/table/use-cell-keys'
import { isTyping, SEQUENCE_MS } from '@/components/shell/palette/global-keys'

type Options = {
  /** Of all rows, in order; those out of sight are not drawn. */
  ids: string[]
  pane: RefObject<HTMLElement | null>
  /** The row that walking begins at where none has the focus. */
  current: string | null
  scrollTo: (index: number) => void
  onOpen: (id: string) => void
  onMove: (id: string) => void
  onToggle: (id: string) => void
  /** The columns as they are shown, which the arrows walk through within a row. */
  columns: readonly string[]
  /** A key of `CELL_KEYS` on a row; the column is null where none of its cells has the focus. */
  onCell: (key: CellKey, id: string, column: string | null) => void
}

/**
 * `j` and `k`, the arrows, Home and End walk through rows of which only some are drawn, and through the
 * cells of one; Enter opens the one in focus, the space bar selects it, and `CELL_KEYS` do something with
 * a value.
 */
export function useGridKeys(options: Options) {
  const goingSince = useRef(Number.NEGATIVE_INFINITY)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (isTyping(event.target)) return
    const isGoing = event.timeStamp - goingSince.current < SEQUENCE_MS
    goingSince.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    // The letter behind `g` says where to go.
    if (isGoing) return
    const { ids, pane, current, scrollTo, onMove } = options
    const { row, column, isWalked, isOwn } = focusIn(pane.current)
    const at = row === null ? -1 : ids.indexOf(row)
    const inPane = at >= 0 || document.activeElement === pane.current
    const to = goalOf(event.key, {
      at,
      last: ids.length - 1,
      inPane,
      start: startOf(ids, current),
    })
    if (to !== null && ids[to] !== undefined) {
      scrollTo(to)
      focusWhenDrawn(pane, { id: ids[to], column: isWalked ? column : null })
      onMove(ids[to])
    } else if (at < 0 || !isOwn || !actOn(event.key, ids[at] as string, column)) return
    event.preventDefault()
  })

  /** @returns whether the key did anything. */
  const actOn = (key: string, id: string, column: string | null): boolean => {
    const { columns, pane, onOpen, onToggle, onCell } = options
    const cellKey = CELL_KEYS.find((each) => each === key)
    if (key === 'Enter') onOpen(id)
    else if (key === ' ') onToggle(id)
    else if (cellKey !== undefined) onCell(cellKey, id, column)
    else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const next = columnAfter(columns, column, key === 'ArrowRight' ? 1 : -1)
      focusWhenDrawn(pane, { id, column: next })
    } else return false
    return true
  }

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

type Place = { at: number; last: number; inPane: boolean; start: number }

/** The row a key leads to; null where it leads nowhere. */
function goalOf(key: string, { at, last, inPane, start }: Place): number | null {
  const isDown = key === 'j' || (inPane && key === 'ArrowDown')
  const isUp = key === 'k' || (inPane && key === 'ArrowUp')
  if (isDown || isUp) return at < 0 ? start : Math.min(last, Math.max(0, at + (isDown ? 1 : -1)))
  if (inPane && key === 'Home') return 0
  return inPane && key === 'End' ? last : null
}

function startOf(ids: string[], current: string | null): number {
  return current === null ? 0 : Math.max(0, ids.indexOf(current))
}

/** The column a step leads to; null for the row itself, which is before the first. */
export function columnAfter(
  columns: readonly string[],
  column: string | null,
  step: number,
): string | null {
  const at = column === null ? -1 : columns.indexOf(column)
  return columns[Math.min(columns.length - 1, at + step)] ?? null
}

/** The row and the cell that have the focus, or hold what has it. */
function focusIn(pane: HTMLElement | null) {
  const active = document.activeElement
  const row = active?.closest<HTMLElement>('[data-row]') ?? null
  const cell = active?.closest<HTMLElement>('td[data-column]') ?? null
  if (active === null || row === null || !pane?.contains(row)) return NOWHERE
  return {
    row: row.dataset.row ?? null,
    column: cell?.dataset.column ?? null,
    // Where a click came to the cell, the keys go on by whole rows.
    isWalked: cell?.matches(':focus-visible, :has(:focus-visible)') ?? false,
    isOwn: active === row || active === cell,
  }
}

const NOWHERE = { row: null, column: null, isWalked: false, isOwn: false }

/** A row that was out of sight is drawn a frame or two after it was scrolled to. */
function focusWhenDrawn(
  pane: RefObject<HTMLElement | null>,
  place: { id: string; column: string | null },
  tries = 20,
) {
  const row = pane.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(place.id)}"]`)
  const cell = place.column && row?.querySelector<HTMLElement>(`[data-column="${place.column}"]`)
  if (cell) cell.focus({ preventScroll: false })
  else if (row) row.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(pane, place, tries - 1))
}
