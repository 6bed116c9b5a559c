import { expect, it } from 'vitest'
import { labelSize, scaleOf } from '@/components/link-graph/drawing/use-room'

it.each([
  [1, 11],
  [2, 6.5],
  [0.6, 18.3],
  [0.01, 40],
  [0, 11],
])('draws labels as tall as they can be read at a scale of %d', (scale, fontSize) => {
  expect(labelSize(scale)).toBe(fontSize)
})

it('draws a graph as large as the narrower side of its room allows', () => {
  expect(scaleOf({ width: 1000, height: 300 }, { width: 500, height: 300 })).toBe(1)
  expect(scaleOf(null, { width: 500, height: 300 })).toBe(1)
})
