import { describe, expect, it } from 'vitest'
import { createStallWatch } from '@/lib/metrics/stall-watch'

type Step = [
  atSeconds: number,
  visible: number | undefined,
  storedSecondsAgo: number | null | undefined,
  stalled: number | undefined,
]

describe('how long a queue has stalled', () => {
  it.each<[string, Step[]]>([
    [
      'is nothing while it is empty',
      [
        [0, 0, null, 0],
        [900, 0, 800, 0],
      ],
    ],
    [
      'counts from when it was last seen empty',
      [
        [0, 0, null, 0],
        [60, 5, null, 60],
        [90, 5, null, 90],
      ],
    ],
    [
      'counts from the last batch that was stored',
      [
        [0, 5, null, 0],
        [100, 5, 2, 2],
        [130, 5, 32, 32],
      ],
    ],
    [
      'is never longer than it was watched',
      [
        [0, 5, 5_000, 0],
        [30, 5, 5_030, 30],
      ],
    ],
    [
      'is not known without the depth',
      [
        [0, 5, 10, 0],
        [10, undefined, 20, undefined],
      ],
    ],
    [
      'is not known without the ledger',
      [
        [0, 5, 10, 0],
        [10, 5, undefined, undefined],
      ],
    ],
    [
      'is over once the queue is empty',
      [
        [0, 5, null, 0],
        [600, 5, null, 600],
        [610, 0, 1, 0],
        [611, 1, 2, 1],
      ],
    ],
  ])('%s', (_name, steps) => {
    let nowSeconds = 0
    const stall = createStallWatch(() => nowSeconds * 1_000)
    const found = steps.map(([at, visible, stored]) => {
      nowSeconds = at
      return stall(visible, stored)
    })
    expect(found).toEqual(steps.map(([, , , stalled]) => stalled))
  })
})
