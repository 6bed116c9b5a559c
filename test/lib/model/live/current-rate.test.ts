import { describe, expect, it } from 'vitest'
import { type CurrentRate, currentRate, rateWhileWaiting } from '@/lib/model/live/current-rate'

const START = 1_000
/** Whole seconds from `START` on. */
const points = (...received: number[]) =>
  received.map((each, at) => ({ at: START + at, received: each }))

describe('the current rate', () => {
  const cases: [string, number[], number | null, CurrentRate][] = [
    ['is none while no run is active', [100, 100, 100], null, { kind: 'idle' }],
    ['is measured at first', [0, 0, 0, 0, 100, 100], START + 4, { kind: 'measuring' }],
    ['is measured where nothing is known yet', [], START, { kind: 'measuring' }],
    [
      'says something after three whole seconds',
      [0, 0, 0, 90, 120, 150],
      START + 3,
      { kind: 'known', perSecond: 120 },
    ],
    [
      'leaves out the second in which the run began',
      [900, 900, 5, 100, 100, 100],
      START + 2.4,
      { kind: 'known', perSecond: 100 },
    ],
    [
      'leaves out what an earlier run received',
      [9_000, 9_000, 9_000, 10, 20, 30],
      START + 3,
      { kind: 'known', perSecond: 20 },
    ],
    [
      'is the mean of ten seconds, however long the run',
      [9_000, 9_000, ...Array.from({ length: 10 }, (_, n) => n * 10)],
      START - 500,
      { kind: 'known', perSecond: 45 },
    ],
    [
      'counts the seconds in which nothing came',
      [300, 0, 0, 300, 0, 0, 300, 0, 0, 100],
      START,
      { kind: 'known', perSecond: 100 },
    ],
    ['keeps one digit', [1, 0, 0, 0, 0, 0], START, { kind: 'known', perSecond: 0.2 }],
  ]
  it.each(cases)('%s', (_, received, activeSince, expected) => {
    expect(currentRate(points(...received), activeSince)).toEqual(expected)
  })
})

describe('the rate of a run that waits', () => {
  const known: CurrentRate = { kind: 'known', perSecond: 80 }

  it.each([true, false])(
    'is unknown once nothing is received any more (certain: %s)',
    (isCertain) => {
      expect(rateWhileWaiting(known, points(100, 100, 0, 0), isCertain)).toEqual({
        kind: 'unknown',
      })
      // A batch that was in hand is stored late: nothing more comes for it.
      expect(rateWhileWaiting(known, points(100, 0, 0, 10), isCertain)).toEqual({ kind: 'unknown' })
    },
  )

  it('stays unknown while what was in hand is stored, where it is known to wait', () => {
    const late = [100, 100, 0, 90, 80, 70, 60]
    expect(rateWhileWaiting(known, points(...late), true)).toEqual({ kind: 'unknown' })
    expect(rateWhileWaiting(known, points(...late), false)).toBe(known)
  })

  it('is what it is while something still comes', () => {
    expect(rateWhileWaiting(known, points(100, 0, 9, 1), false)).toBe(known)
    const goingOn = points(0, ...Array.from({ length: 10 }, () => 80))
    expect(rateWhileWaiting(known, goingOn, true)).toBe(known)
    const measuring: CurrentRate = { kind: 'measuring' }
    expect(rateWhileWaiting(measuring, points(0, 0), true)).toBe(measuring)
  })
})
