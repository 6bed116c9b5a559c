'use client'

import { type FocusEvent, type PointerEvent, type UIEvent, useRef, useState } from 'react'

/** Whether a live list holds still: pointed at, scrolled back, walked through by keys, or selected in. */
export function useLivePause() {
  const pane = useRef<HTMLDivElement>(null)
  const [isHovered, setHovered] = useState(false)
  const [isScrolled, setScrolled] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const [isSelected, setSelected] = useState(false)
  return {
    isPaused: isHovered || isScrolled || isFocused || isSelected,
    /** Whether rows of it are selected. */
    setSelected,
    /** Goes on even under the pointer, until it comes again. */
    resume: () => {
      setHovered(false)
      setScrolled(false)
      setFocused(false)
      setSelected(false)
      pane.current?.querySelector('section')?.scrollTo({ top: 0 })
    },
    handlers: {
      ref: pane,
      // Not only on entering: a pointer that rested here before never enters.
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType === 'mouse' && isRow(event.target)) setHovered(true)
      },
      onPointerLeave: () => setHovered(false),
      onScrollCapture: (event: UIEvent) => setScrolled((event.target as HTMLElement).scrollTop > 4),
      onFocus: (event: FocusEvent) => setFocused(isRow(event.target)),
      onBlur: () => setFocused(false),
    },
  }
}

function isRow(target: EventTarget): boolean {
  return target instanceof Element && target.closest('tr[data-row]') !== null
}
