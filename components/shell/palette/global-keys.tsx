'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'

/** How long `g` waits for the key that says where to. */
const SEQUENCE_MS = 1_200

/** The keys that work on every page: ⌘K, `g` and a page's key, `[`, `?`. */
export function GlobalKeys() {
  const { user, setPaletteOpen, setKeysOpen, collapsed, setCollapsed } = useShell()
  const router = useRouter()

  useEffect(() => {
    let goingSince = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setPaletteOpen(true)
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const going = performance.now() - goingSince < SEQUENCE_MS
      goingSince = Number.NEGATIVE_INFINITY
      const page = going ? navFor(user.role).find((item) => item.key === event.key) : undefined
      if (page) router.push(page.href)
      else if (event.key === 'g') goingSince = performance.now()
      else if (event.key === '?') setKeysOpen(true)
      else if (event.key === '[') setCollapsed(!collapsed)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [user.role, router, setPaletteOpen, setKeysOpen, collapsed, setCollapsed])

  return null
}

/** Whether a key belongs to what has the focus: a field, or a menu or dialog of its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"]') !==
      null
  )
}
