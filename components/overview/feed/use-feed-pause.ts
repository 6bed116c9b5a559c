'use client'

import { type PointerEvent, useRef, useState } from 'react'

/** Whether the feed holds still: told to, pointed at, or scrolled back. */
export function useFeedPause() {
  const scroller = useRef<HTMLDivElement>(null)
  const [told, setTold] = useState(false)
  const [hovered, setHovered] = useState(false)
  const [scrolled, setScrolled] = useState(false)
  return {
    paused: told || hovered || scrolled,
    scroller,
    pause: () => setTold(true),
    /** Goes on even under the pointer, until it comes again. */
    resume: () => {
      setTold(false)
      setHovered(false)
      setScrolled(false)
      scroller.current?.scrollTo({ top: 0 })
    },
    /** For the list: a finger that scrolls is no hovering. */
    listHandlers: {
      // Not only on entering: a pointer that rested here before the page came alive never enters.
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') setHovered(true)
      },
      onScroll: () => setScrolled((scroller.current?.scrollTop ?? 0) > 4),
    },
    /** For the pane around list and button, so that the way to the button does not resume. */
    paneHandlers: { onPointerLeave: () => setHovered(false) },
  }
}
