import { expect, it } from 'vitest'
import { labelSize } from '@/components/link-graph/use-scale'

it.each([
  [1, 3, 11, true],
  [2, 3, 5.5, true],
  [0.6, 36, 18.3, true],
  [0.5, 3, 22, false],
  [1, 37, 11, false],
  [0.01, 3, 40, false],
  [0, 3, 11, false],
])('draws labels 11 px tall at a scale of %d with %i nodes', (scale, nodes, fontSize, allNamed) => {
  expect(labelSize(scale, nodes)).toEqual({ fontSize, allNamed })
})
