'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { isTyping } from '@/components/shell/palette/global-keys'

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
}

/**
 * `j` and `k`, the arrows, Home and End walk through rows of which only some are drawn; Enter opens
 * the one in focus, the space bar selects it.
 */
export function useGridKeys(options: Options) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (isTyping(event.target)) return
    const { ids, pane, current, scrollTo, onOpen, onMove, onToggle } = options
    const focused = (document.activeElement as HTMLElement | null)?.dataset.row
    const at = focused === undefined ? -1 : ids.indexOf(focused)
    const inPane = at >= 0 || document.activeElement === pane.current
    const to = goalOf(event.key, {
      at,
      last: ids.length - 1,
      inPane,
      start: startOf(ids, current),
    })
    if (to !== null && ids[to] !== undefined) {
      scrollTo(to)
      focusWhenDrawn(pane, ids[to])
      onMove(ids[to])
    } else if (at >= 0 && event.key === 'Enter') onOpen(ids[at] as string)
    else if (at >= 0 && event.key === ' ') onToggle(ids[at] as string)
    else return
    event.preventDefault()
  })

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

/** A row that was out of sight is drawn a frame or two after it was scrolled to. */
function focusWhenDrawn(pane: RefObject<HTMLElement | null>, id: string, tries = 20) {
  const row = pane.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
  if (row) row.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(pane, id, tries - 1))
}
