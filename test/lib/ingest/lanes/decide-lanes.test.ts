import { describe, expect, it } from 'vitest'
import { decideLanes, fresh, type LaneState, type Span } from '@/lib/ingest/lanes/decide-lanes'

const BOUNDS = { min: 1, max: 8 }
const DEEP: Span = { rate: 1_000, waiting: 100_000, batchSize: 500, storeMs: 50, troubles: 0 }
const EMPTY: Span = { ...DEEP, rate: 0, waiting: 0, storeMs: null }

type Load = (lanes: number, span: number) => Partial<Span>

/** How many lanes there are after each span, under a load that depends on them. */
function simulate(spans: number, load: Load, start = 4, bounds = BOUNDS): LaneState[] {
  const states: LaneState[] = []
  let state = fresh(start)
  for (let span = 0; span < spans; span += 1) {
    state = decideLanes(state, { ...DEEP, ...load(state.lanes, span) }, bounds)
    states.push(state)
  }
  return states
}

const lanesOf = (states: LaneState[]) => states.map(({ lanes }) => lanes)
const last = (states: LaneState[]) => states.at(-1) as LaneState

describe('lanes', () => {
  it('become more while the queue is deep and each brings more, up to the bound', () => {
    const states = simulate(8, (lanes) => ({ rate: lanes * 1_000 }))
    expect(lanesOf(states)).toEqual([5, 6, 7, 8, 8, 8, 8, 8])
    expect(last(states).reason).toBe('about 100,000 messages wait, and the database keeps up')
  })

  it('settle where a further one brings no more, and try again only much later', () => {
    const states = simulate(60, (lanes) => ({ rate: Math.min(lanes, 5) * 1_000 }))
    expect(lanesOf(states.slice(0, 4))).toEqual([5, 6, 5, 5])
    expect(states[2]?.reason).toBe('lane 6 brought no more messages a second')
    const tooMany = states.filter(({ lanes }) => lanes > 5).length
    expect(tooMany).toBeLessThanOrEqual(3)
  })

  it('are halved where the database pushes back, and come back by one once it does not', () => {
    const load: Load = (lanes, span) => ({ rate: lanes * 1_000, troubles: span === 2 ? 3 : 0 })
    const states = simulate(14, load)
    expect(lanesOf(states.slice(0, 4))).toEqual([5, 6, 3, 3])
    expect(states[2]?.reason).toBe('the database pushed back 3 times')
    expect(last(states).lanes).toBeGreaterThan(4)
    for (const [at, { lanes }] of states.entries()) {
      expect(lanes - (states[at - 1]?.lanes ?? 4)).toBeLessThanOrEqual(1)
    }
  })

  it('are halved where storing becomes slow, though nothing fails', () => {
    const [first] = simulate(1, () => ({ storeMs: 3_400 }))
    expect(first).toMatchObject({ lanes: 2, reason: 'storing a batch took 3.4 s' })
  })

  it('stay within what a database takes, in the end, whatever it takes', () => {
    for (const capacity of [1, 2, 3, 5, 8]) {
      const states = simulate(200, (lanes) => ({
        rate: Math.min(lanes, capacity) * 1_000,
        troubles: lanes > capacity + 1 ? 1 : 0,
      }))
      const settled = lanesOf(states.slice(100))
      const mean = settled.reduce((sum, lanes) => sum + lanes, 0) / settled.length
      expect(Math.abs(mean - capacity)).toBeLessThan(1)
    }
  })

  it('become fewer while little waits, one at a time and not at once', () => {
    const states = simulate(40, () => EMPTY)
    expect(lanesOf(states.slice(0, 6))).toEqual([4, 4, 4, 4, 4, 3])
    expect(states[5]?.reason).toBe('little waits on the queue')
    expect(last(states).lanes).toBe(1)
  })

  it('stay while a trickle is broken by a burst before they were quiet for long', () => {
    const load: Load = (_, span) => (span % 5 === 4 ? { waiting: 600 } : EMPTY)
    expect(new Set(lanesOf(simulate(30, load)))).toEqual(new Set([4]))
  })

  it('hold as long whether much waits meanwhile, or little, or it is not known', () => {
    for (const waiting of [0, 600, null]) {
      const load: Load = (lanes, span) => ({
        rate: lanes * 1_000,
        ...(span === 0 ? { troubles: 1 } : span < 6 ? { waiting } : {}),
      })
      const states = simulate(9, load)
      expect(lanesOf(states)).toEqual([2, 2, 2, 2, 2, 2, 2, 3, 4])
    }
  })

  it('stay where it is not known what waits', () => {
    expect(new Set(lanesOf(simulate(30, () => ({ waiting: null }))))).toEqual(new Set([4]))
  })

  it.each([
    [{ min: 2, max: 8 }, () => EMPTY, 2],
    [{ min: 1, max: 3 }, () => ({}), 3],
    [{ min: 6, max: 6 }, () => EMPTY, 6],
    [{ min: 2, max: 8 }, () => ({ troubles: 1 }), 2],
  ] as [typeof BOUNDS, Load, number][])('stay within the bounds %j', (bounds, load, expected) => {
    expect(last(simulate(100, load, 4, bounds)).lanes).toBe(expected)
  })

  it('keep their reason while they stay as they are', () => {
    const states = simulate(20, (lanes, span) => ({ ...(span > 0 ? EMPTY : {}), rate: lanes }))
    expect(states[3]?.reason).toBe(states[0]?.reason)
  })
})
