'use client'

import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

type Options = {
  count: number
  rowHeight: number
  /** The height of the head, which stays over the rows. */
  headHeight: number
  pane: RefObject<HTMLElement | null>
}

/** The rows from `first` up to `end`, which is not among them. */
type Span = { first: number; end: number }

/** Rows that are drawn beyond what is in sight, so that a quick scroll meets no gap. */
const OVERSCAN = 12
/** What is taken for the height of the pane until it is known. */
const INITIAL_HEIGHT = 900

/** Which rows of a long table of equal rows are to be drawn, and the way to bring one into sight. */
export function useRowWindow({ count, rowHeight, headHeight, pane }: Options) {
  const [seen, setSeen] = useState({ top: 0, height: INITIAL_HEIGHT })
  const look = useEffectEvent((element: HTMLElement) => {
    const { scrollTop, clientHeight } = element
    setSeen((before) => {
      const next = { top: scrollTop, height: clientHeight }
      const [was, is] = [before, next].map((each) => spanOf({ ...each, count, rowHeight }))
      return was?.first === is?.first && was?.end === is?.end ? before : next
    })
  })
  useEffect(() => {
    const element = pane.current
    if (element === null) return
    const onChange = () => look(element)
    const observer = new ResizeObserver(onChange)
    observer.observe(element)
    element.addEventListener('scroll', onChange, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onChange)
    }
  }, [pane])

  const scrollToIndex = (index: number, { align = 'nearest' }: { align?: Align } = {}) => {
    const element = pane.current
    if (element === null) return
    const { scrollTop, clientHeight } = element
    const height = clientHeight - headHeight
    element.scrollTop = scrollTopFor(index, { align, rowHeight, scrollTop, height })
  }
  return { ...spanOf({ ...seen, count, rowHeight }), scrollToIndex }
}

type Align = 'nearest' | 'center'

export function spanOf(view: {
  top: number
  height: number
  count: number
  rowHeight: number
}): Span {
  const { top, height, count, rowHeight } = view
  const first = Math.min(count, Math.max(0, Math.floor(top / rowHeight) - OVERSCAN))
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN)
  return { first, end: Math.max(first, end) }
}

/** Where to scroll for a row to be in sight; unmoved where it is. */
export function scrollTopFor(
  index: number,
  view: { align: Align; rowHeight: number; scrollTop: number; height: number },
): number {
  const { align, rowHeight, scrollTop, height } = view
  const top = index * rowHeight
  if (align === 'center') return Math.max(0, top - (height - rowHeight) / 2)
  if (top < scrollTop) return top
  return Math.max(scrollTop, top + rowHeight - height)
}
