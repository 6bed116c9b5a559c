'use client'

import { type FocusEvent, useLayoutEffect, useRef } from 'react'

type Held = { element: Element; within: HTMLElement }

/**
 * Keeps the focus within an element where what has it is no longer drawn: `heirIn` names what gets it. Give the element
 * the handlers that this returns; it must be drawn anew along with what is in it.
 */
export function useKeptFocus(heirIn: (within: HTMLElement) => HTMLElement | null | undefined) {
  const held = useRef<Held | null>(null)
  useLayoutEffect(() => {
    if (held.current === null || held.current.element.isConnected) return
    const { within } = held.current
    held.current = null
    if (document.activeElement === document.body) heirIn(within)?.focus({ preventScroll: true })
  })
  return {
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
      held.current = { element: target, within: currentTarget }
    },
    // React tells of no blur by what it takes away itself.
    onBlur: () => {
      held.current = null
    },
  }
}
