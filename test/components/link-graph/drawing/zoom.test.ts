import { describe, expect, it } from 'vitest'
import { nodeTowards } from '@/components/link-graph/drawing/node-towards'
import {
  fitted,
  movedBy,
  seenPart,
  showing,
  steppedBy,
  zoomedBy,
  zoomedIn,
  zoomedOut,
} from '@/components/link-graph/drawing/zoom'

const box = { x: -100, y: -50, width: 200, height: 100 }

describe('the zoom of a drawing', () => {
  it('shows all of it at first', () => {
    expect(seenPart(fitted(box), box)).toEqual(box)
  })

  it('keeps the point under the pointer where it is', () => {
    const zoom = zoomedBy(fitted(box), 2, { x: 50, y: 25 })
    expect(seenPart(zoom, box)).toEqual({ x: -25, y: -12.5, width: 100, height: 50 })
    // 150 of 200 from the left before, 75 of 100 now.
    expect((50 - -25) / 100).toBe((50 - box.x) / box.width)
  })

  it('has ends both ways, and goes back the way it came', () => {
    const near = Array.from({ length: 40 }).reduce<ReturnType<typeof fitted>>(zoomedIn, fitted(box))
    expect(near.times).toBe(12)
    const far = Array.from({ length: 80 }).reduce<ReturnType<typeof fitted>>(zoomedOut, near)
    expect(far.times).toBe(0.5)
    expect(zoomedOut(zoomedIn(fitted(box))).times).toBeCloseTo(1)
  })

  it('never loses the drawing out of sight', () => {
    expect(movedBy(fitted(box), box, 1e6, -1e6)).toMatchObject({ x: 100, y: -50 })
    expect(steppedBy(fitted(box), box, 1, 0)).toMatchObject({ x: 30, y: 0 })
  })

  it('moves to what is out of sight, and stays for what is in it', () => {
    const near = zoomedBy(fitted(box), 4)
    expect(showing(near, box, { x: 0, y: 0 })).toBe(near)
    expect(showing(near, box, { x: 90, y: 0 })).toMatchObject({ x: 90, y: 0, times: 4 })
  })
})

describe('the arrow keys', () => {
  const centre = { key: 'centre', x: 0, y: 0 }
  const nodes = [
    centre,
    { key: 'right', x: 10, y: 1 },
    { key: 'far right', x: 30, y: 0 },
    { key: 'up', x: 1, y: -20 },
  ]

  it('go to the nearest node that way, and nowhere where there is none', () => {
    expect(nodeTowards(nodes, centre, 1, 0)).toBe('right')
    expect(nodeTowards(nodes, centre, 0, -1)).toBe('up')
    expect(nodeTowards(nodes, centre, -1, 0)).toBeNull()
    expect(nodeTowards(nodes, nodes[1] as typeof centre, 1, 0)).toBe('far right')
  })
})
