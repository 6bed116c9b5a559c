import { expect, it } from 'vitest'
import { labelSize, scaleOf } from '@/components/link-graph/drawing/use-room'

it.each([
  [1, 3, 11, true],
  [2, 3, 6.5, true],
  [0.6, 36, 18.3, true],
  [0.5, 3, 22, false],
  [1, 37, 11, false],
  // Who zooms in reads the names of all.
  [1.2, 200, 9.2, true],
  [0.01, 3, 40, false],
  [0, 3, 11, false],
])(
  'draws labels as tall as they can be read at a scale of %d with %i nodes',
  (scale, nodes, fontSize, allNamed) => {
    expect(labelSize(scale, nodes)).toEqual({ fontSize, allNamed })
  },
)

it('draws a graph as large as the narrower side of its room allows', () => {
  expect(scaleOf({ width: 1000, height: 300 }, { width: 500, height: 300 })).toBe(1)
  expect(scaleOf(null, { width: 500, height: 300 })).toBe(1)
})
