'use client'

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'

/** What else the keys of a chart do. */
export type ChartKeyAction = 'zoom-in' | 'zoom-out' | 'earlier' | 'later' | 'back'

type Options = {
  /** How many bars there are. */
  count: number
  /** What the bars are, as a text: others take the mark away. */
  identity: string
  /** Called with the first and the last bar that are marked. */
  onChoose?: ((low: number, high: number) => void) | undefined
  /** Called with the bar that has the mark. */
  onAction?: ((action: ChartKeyAction, at: number) => void) | undefined
}

const ACTIONS: Record<string, ChartKeyAction> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  PageUp: 'earlier',
  PageDown: 'later',
  Backspace: 'back',
}

/**
 * Which bars of a chart are pointed at, or marked by keys. The pointer's place is kept as a share of the
 * width: whatever bars come, the one under it is lit.
 */
export function useChartMarks(options: Options) {
  const { count } = options
  const plot = useRef<HTMLDivElement>(null)
  const { clamp, at, current, anchor, range, setShare, setMark, setAnchor, setFocused } =
    useMarkedBars(options)

  const point = (event: PointerEvent): number | null => {
    const box = plot.current?.getBoundingClientRect()
    if (!box || box.width === 0) return null
    const next = (event.clientX - box.left) / box.width
    setShare(next)
    return count === 0 ? null : clamp(Math.floor(next * count))
  }
  const move = (to: number, withRange: boolean) => {
    setAnchor(withRange ? (anchor ?? at) : null)
    setMark(clamp(to))
  }
  const choose = (low: number, high: number) => {
    setAnchor(null)
    options.onChoose?.(low, high)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (count === 0 || event.metaKey || event.ctrlKey || event.altKey) return
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[event.key]
    const action = ACTIONS[event.key]
    if (to !== undefined) move(to, event.shiftKey && options.onChoose !== undefined)
    else if (event.key === 'Enter' && options.onChoose) choose(...rangeOf(anchor ?? at, at))
    else if (event.key === 'Escape' && anchor !== null) setAnchor(null)
    else if (action !== undefined && options.onAction) options.onAction(action, at)
    else return
    // A pointer that rests here would hide what keys mark.
    setShare(null)
    event.preventDefault()
  }
  return {
    plot,
    current,
    range,
    handlers: {
      onKeyDown,
      onFocus: () => setFocused(true),
      onBlur: () => {
        setFocused(false)
        setAnchor(null)
      },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const pressed = point(event)
        if (!options.onChoose || pressed === null || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setAnchor(pressed)
      },
      onPointerMove: point,
      onPointerUp: (event: PointerEvent) => {
        const released = point(event)
        if (anchor === null || released === null || event.button !== 0) return
        choose(...rangeOf(anchor, released))
      },
      onPointerLeave: () => setShare(null),
      onPointerCancel: () => {
        setShare(null)
        setAnchor(null)
      },
    },
  }
}

/** Where the pointer and the mark of the keys are, and which bars that makes; other bars take the mark away. */
function useMarkedBars({ count, identity }: Pick<Options, 'count' | 'identity'>) {
  const [share, setShare] = useState<number | null>(null)
  const [mark, setMark] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isFocused, setFocused] = useState(false)
  const [marked, setMarked] = useState(identity)
  if (marked !== identity) {
    setMarked(identity)
    setMark(null)
    setAnchor(null)
  }
  const clamp = (at: number) => Math.min(count - 1, Math.max(0, at))
  /** The bar that keys start from. */
  const at = clamp(mark ?? count - 1)
  const pointed = share === null || count === 0 ? null : clamp(Math.floor(share * count))
  const current = pointed ?? (isFocused ? at : null)
  const end = current ?? anchor
  const range = anchor === null || end === null ? null : rangeOf(anchor, end)
  return { clamp, at, current, anchor, range, setShare, setMark, setAnchor, setFocused }
}

function rangeOf(one: number, other: number): [low: number, high: number] {
  return one < other ? [one, other] : [other, one]
}
