import { describe, expect, it } from 'vitest'
import { followDrain, NO_DRAIN, roundedSeconds } from '@/lib/model/live/time-to-empty'
import { type Moment, type Simulation, simulateDrain } from '@/test/support/simulated-drain'

/** Nearer to the end a step of what is shown is more than half of it. */
const ENDING_SECONDS = 15

/** The moments at which what is shown is not within twice the truth. */
function wrong(moments: Moment[], from = 10, except: [number, number][] = []) {
  return moments.filter(({ second, shown, truth }) => {
    if (second < from || truth === null || truth < ENDING_SECONDS) return false
    if (except.some(([since, until]) => second >= since && second < until)) return false
    if (shown.kind !== 'known') return true
    return shown.seconds > 2 * truth || shown.seconds < truth / 2
  })
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1)
const steady = { depth: 41_000, speed: () => 320 } satisfies Simulation

describe('the time to empty, ten seconds after the start, is within twice the truth', () => {
  it.each<[string, Simulation]>([
    ['of a steady drain', steady],
    ['of a short one', { depth: 6_000, speed: () => 250 }],
    ['of one of a million', { depth: 1_000_000, speed: () => 4_000 }],
    [
      'of one that takes seconds to begin, and some more to get up to speed',
      { depth: 41_000, speed: (second) => Math.min(320, Math.max(0, (second - 3) * 80)) },
    ],
    [
      'of one whose speed wavers',
      { depth: 41_000, speed: (second) => 320 + 120 * Math.sin(second / 3) },
    ],
    [
      'of one that commits a large batch now and then',
      { depth: 41_000, speed: () => 320, commitEverySeconds: 4 },
    ],
    [
      'of a queue that is filled while it is drained',
      { depth: 20_000, speed: () => 320, inflow: () => 200 },
    ],
  ])('%s', (_, simulation) => {
    const moments = simulateDrain(simulation)
    expect(moments.length).toBeGreaterThan(20)
    expect(wrong(moments)).toEqual([])
  })

  it.each<[string, Simulation]>([
    ['of a steady drain', steady],
    ['of a queue that is filled', { depth: 20_000, speed: () => 320, inflow: () => 60 }],
  ])('%s whose depth is told up to a tenth wrong, but for one moment in a hundred', (_, course) => {
    const moments = seeds.flatMap((seed) => simulateDrain({ ...course, jitter: 0.1, seed }))
    expect(moments.length).toBeGreaterThan(1_000)
    expect(wrong(moments).length / moments.length).toBeLessThan(0.01)
  })
})

describe('the time to empty, ten seconds after a change, is within twice the truth', () => {
  it('of the speed: throttled, and let go again', () => {
    const speed = (second: number) => (second >= 40 && second < 90 ? 60 : 320)
    const moments = simulateDrain({ depth: 41_000, speed })
    // What will change is not known before.
    const truths = moments.map((moment) => ({ ...moment, truth: throttledTruth(moment, speed) }))
    const changes: [number, number][] = [
      [40, 50],
      [90, 100],
    ]
    expect(wrong(truths, 10, changes)).toEqual([])
  })

  it('of the depth: filled within some seconds', () => {
    const inflow = (second: number) => (second >= 40 && second < 55 ? 2_000 : 0)
    const moments = simulateDrain({ depth: 30_000, speed: () => 300, inflow })
    const after = moments.filter(({ second }) => second >= 65)
    expect(after.length).toBeGreaterThan(50)
    expect(wrong(after)).toEqual([])
  })

  it('of the depth: filled at once', () => {
    const inflow = (second: number) => (second === 40 ? 30_000 : 0)
    const moments = simulateDrain({ depth: 30_000, speed: () => 300, inflow })
    const after = moments.filter(({ second }) => second >= 51)
    expect(after.length).toBeGreaterThan(50)
    expect(wrong(after)).toEqual([])
  })
})

describe('the time to empty', () => {
  it('is being measured at first, and nothing is claimed before', () => {
    const [first, second] = simulateDrain(steady)
    expect([first?.shown.kind, second?.shown.kind]).toEqual(['measuring', 'measuring'])
    const late = simulateDrain({ depth: 9_000, speed: (at) => (at < 8 ? 0 : 300) })
    const early = late.filter((moment) => moment.second < 10)
    expect(new Set(early.map(({ shown }) => shown.kind))).toEqual(new Set(['measuring']))
  })

  it('changes every two seconds at most, and counts down steadily in a steady drain', () => {
    for (const jitter of [0, 0.1]) {
      const moments = simulateDrain({ ...steady, jitter })
      const known = moments.flatMap(({ second, shown }) =>
        shown.kind === 'known' ? [{ second, seconds: shown.seconds }] : [],
      )
      const changes = known.filter(({ seconds }, at) => seconds !== known[at - 1]?.seconds)
      const gaps = changes.slice(1).map(({ second }, at) => second - (changes[at]?.second ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2)
      const rises = changes
        .slice(1)
        .filter((each, at) => each.seconds > (changes[at]?.seconds ?? 0))
      expect(rises.length).toBeLessThanOrEqual(jitter === 0 ? 0 : 3)
    }
  })

  it('is unknown where as much is sent as is received, or nothing is received', () => {
    const filled = simulateDrain({ depth: 5_000, speed: () => 100, inflow: () => 100 })
    expect(filled.at(300)?.shown).toEqual({ kind: 'unknown' })
    const stuck = simulateDrain({ depth: 5_000, speed: (second) => (second < 20 ? 100 : 0) })
    expect(stuck.at(60)?.shown).toEqual({ kind: 'unknown' })
  })

  it('counts those who receive beside us', () => {
    // 300 a second leave the queue, of which we receive 100.
    const moments = simulateDrain({ depth: 30_000, speed: () => 100, inflow: () => -200 })
    expect(wrong(moments, 15)).toEqual([])
  })

  it('is none without a run, and unknown while the queue is away', () => {
    const points = Array.from({ length: 20 }, (_, at) => ({ at, received: 100 }))
    const news = { nowMs: 20_500, reading: { atMs: 20_400, messages: 900 }, points }
    const idle = followDrain(NO_DRAIN, { ...news, rate: { kind: 'idle' }, activeSince: null })
    expect(idle.shown).toEqual({ kind: 'none' })
    const rate = { kind: 'known' as const, perSecond: 100 }
    const known = followDrain(idle, { ...news, rate, activeSince: -50 })
    expect(known.shown).toEqual({ kind: 'known', seconds: 10 })
    const away = { ...news, nowMs: 23_000, reading: null }
    expect(followDrain(known, { ...away, rate, activeSince: -50 }).shown.kind).toBe('unknown')
    const waiting = { ...away, reading: news.reading, rate: { kind: 'unknown' as const } }
    expect(followDrain(known, { ...waiting, activeSince: -50 }).shown.kind).toBe('unknown')
  })

  it.each([
    [0.2, 5],
    [7, 5],
    [12, 10],
    [58.4, 60],
    [74, 60],
    [110, 120],
    [283, 270],
    [299, 300],
    [400, 420],
    [3_580, 3_600],
    [4_000, 4_200],
    [90_000, 90_000],
    [100_000, 100_800],
  ])('of %d s is rounded to %d s', (seconds, expected) => {
    expect(roundedSeconds(seconds)).toBe(expected)
  })
})

/** When it would be empty if the speed stayed as it is. */
function throttledTruth({ second, truth }: Moment, speed: (second: number) => number) {
  if (truth === null) return null
  let left = 0
  for (let at = second; at < second + truth; at += 1) left += speed(at)
  return left / speed(second)
}
