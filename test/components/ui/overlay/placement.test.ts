import { describe, expect, it } from 'vitest'
import { type Align, placementOf, type Side } from '@/components/ui/overlay/placement'

const VIEWPORT = { width: 1000, height: 800 }
const SIZE = { width: 200, height: 300 }

function place(anchor: [left: number, top: number], side: Side, align: Align, size = SIZE) {
  const rect = { left: anchor[0], top: anchor[1], width: 100, height: 32 }
  return placementOf({ anchor: rect, size, viewport: VIEWPORT, side, align, gap: 4 })
}

describe('what floats', () => {
  it.each<[Side, Align, number, number]>([
    ['bottom', 'start', 400, 436],
    ['bottom', 'center', 350, 436],
    ['bottom', 'end', 300, 436],
    ['top', 'start', 400, 96],
    ['right', 'start', 504, 400],
    ['right', 'center', 504, 266],
    ['left', 'end', 196, 132],
  ])('stands at the %s, aligned to the %s', (side, align, left, top) => {
    expect(place([400, 400], side, align)).toMatchObject({ side, left, top })
  })

  it.each<[string, Side, [number, number], Side]>([
    ['below the edge', 'bottom', [400, 700], 'top'],
    ['above the edge', 'top', [400, 100], 'bottom'],
    ['right of the edge', 'right', [900, 400], 'left'],
    ['left of the edge', 'left', [20, 400], 'right'],
  ])('goes to the other side where it would lie %s', (_, wanted, anchor, side) => {
    expect(place(anchor, wanted, 'start').side).toBe(side)
  })

  it('stays where there is more room when neither side has enough, and is cut to it', () => {
    const tall = { width: 200, height: 2000 }
    const placed = place([400, 500], 'bottom', 'start', tall)
    expect(placed).toEqual({ side: 'top', left: 400, top: 8, maxHeight: 488 })
  })

  it.each<[[number, number], Align]>([
    [[-50, 400], 'start'],
    [[980, 400], 'start'],
    [[0, 0], 'end'],
    [[5000, 5000], 'center'],
  ])('never leaves the window beside %j', (anchor, align) => {
    for (const side of ['top', 'right', 'bottom', 'left'] as const) {
      const { left, top, maxHeight } = place(anchor, side, align)
      expect(left).toBeGreaterThanOrEqual(8)
      expect(left + SIZE.width).toBeLessThanOrEqual(992)
      expect(top).toBeGreaterThanOrEqual(8)
      expect(maxHeight).toBeGreaterThanOrEqual(0)
    }
  })

  it('begins at the edge of a window that is too narrow for it', () => {
    expect(place([400, 400], 'bottom', 'end', { width: 1200, height: 50 }).left).toBe(8)
  })
})
