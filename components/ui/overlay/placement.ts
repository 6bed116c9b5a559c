export type Side = 'top' | 'right' | 'bottom' | 'left'
export type Align = 'start' | 'center' | 'end'

type Rect = { left: number; top: number; width: number; height: number }
type Size = { width: number; height: number }

type Wish = {
  anchor: Rect
  /** What floats, as large as it would like to be. */
  size: Size
  viewport: Size
  side: Side
  align: Align
  /** Pixels between the two. */
  gap: number
}

export type Placement = { side: Side; left: number; top: number; maxHeight: number }

/** What floats stays this far from the edges of the window. */
const MARGIN_PX = 8

/**
 * Where something floats beside its anchor: on the side asked for, or on the opposite one where only
 * that has the room, or more of it; always within the window.
 */
export function placementOf({ anchor, size, viewport, align, gap, ...wish }: Wish): Placement {
  const room = roomAround(anchor, viewport, gap)
  const opposite = OPPOSITE[wish.side]
  const isUpright = wish.side === 'top' || wish.side === 'bottom'
  const needed = isUpright ? size.height : size.width
  const side = room[wish.side] < needed && room[opposite] > room[wish.side] ? opposite : wish.side
  const maxHeight = Math.max(0, isUpright ? room[side] : viewport.height - 2 * MARGIN_PX)
  const height = Math.min(size.height, maxHeight)
  const at = { left: 0, top: 0 }
  if (isUpright) {
    at.left = aligned(anchor.left, anchor.width, size.width, align)
    at.top = side === 'top' ? anchor.top - gap - height : anchor.top + anchor.height + gap
  } else {
    at.left = side === 'left' ? anchor.left - gap - size.width : anchor.left + anchor.width + gap
    at.top = aligned(anchor.top, anchor.height, height, align)
  }
  return {
    side,
    left: within(at.left, viewport.width - size.width),
    top: within(at.top, viewport.height - height),
    maxHeight,
  }
}

const OPPOSITE = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const

function roomAround(anchor: Rect, viewport: Size, gap: number): Record<Side, number> {
  const taken = gap + MARGIN_PX
  return {
    top: anchor.top - taken,
    bottom: viewport.height - anchor.top - anchor.height - taken,
    left: anchor.left - taken,
    right: viewport.width - anchor.left - anchor.width - taken,
  }
}

function aligned(start: number, length: number, own: number, align: Align): number {
  if (align === 'start') return start
  return align === 'end' ? start + length - own : start + (length - own) / 2
}

/** What is too large for the window begins at its edge. */
function within(at: number, most: number): number {
  return Math.round(Math.max(MARGIN_PX, Math.min(at, most - MARGIN_PX)))
}
