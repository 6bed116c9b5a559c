'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { pressOnPage } from '@/components/shell/palette/keys'
import { movePane } from '@/components/shell/palette/panes'
import {
  forgetTyped,
  openingPane,
  PALETTE,
  typeAhead,
} from '@/components/shell/palette/typed-ahead'
import { useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'

/** How long `g` waits for the key that says where to. */
export const SEQUENCE_MS = 1_200

/** The keys that work on every page, and those that press what the page has; see `KEYS`. */
export function GlobalKeys() {
  const { user, collapsed, setCollapsed, ...shell } = useShell()
  const router = useRouter()
  const goingSince = useRef(Number.NEGATIVE_INFINITY)

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const opening = shell.paletteOpen ? PALETTE : openingPane()
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k')
      shell.setPaletteOpen(true)
    else if (event.metaKey || event.ctrlKey || event.altKey) return
    else if (isInModal()) return
    // Until it is there, what is typed for the palette, a menu or a popover belongs to nothing else.
    else if (opening !== null) {
      if (!typeFor(opening, event.key)) return
    } else if (event.key === 'F6') movePane(event.shiftKey ? -1 : 1)
    else if (isTyping(event.target) || !act(event)) return
    event.preventDefault()
  })

  /** Until its code is there, which may be never without a network. @returns whether the key did anything. */
  const typeFor = (pane: string, key: string): boolean => {
    if (key !== 'Escape') return typeAhead(pane, key)
    forgetTyped()
    if (pane === PALETTE) shell.setPaletteOpen(false)
    else document.querySelector<HTMLElement>(`[aria-controls="${pane}"]`)?.click()
    return true
  }

  /** @returns whether the key did anything. */
  const act = ({ key, timeStamp }: KeyboardEvent): boolean => {
    // From when they were pressed: a page that is busy hears of the second late.
    const going = timeStamp - goingSince.current < SEQUENCE_MS
    goingSince.current = Number.NEGATIVE_INFINITY
    const page = going ? navFor(user.role).find((item) => item.key === key) : undefined
    if (page) router.push(page.href)
    else if (key === 'g') goingSince.current = timeStamp
    else if (key === '?') shell.setKeysOpen(true)
    else if (key === '[') setCollapsed(!collapsed)
    else return pressOnPage(key)
    return true
  }

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return null
}

function isInModal(): boolean {
  return document.querySelector('dialog[open]') !== null
}

/** Whether a key belongs to what has the focus, a field, menu or dialog, to a modal dialog, or to what is opening. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (isInModal() || openingPane() !== null) return true
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"]') !==
      null
  )
}
