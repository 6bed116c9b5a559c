import { describe, expect, it } from 'vitest'
import { OUTAGES, type Outage } from '@/test/soak/strikes/outages'
import { mayBegin, outagesInTurn } from '@/test/soak/strikes/schedule'

const PARTS = new Set(OUTAGES.map(({ part }) => part))

describe('the outages of a seed', () => {
  it.each([1, 7, 123_456])('come each once in a round (seed %i)', (seed) => {
    const outages = outagesInTurn(seed)
    for (let round = 0; round < 3; round += 1) {
      const names = take(outages, OUTAGES.length).map(({ name }) => name)
      expect(names.toSorted()).toEqual(OUTAGES.map(({ name }) => name).toSorted())
    }
  })

  it.each([1, 7, 123_456])('strike every part before any part again (seed %i)', (seed) => {
    const parts = take(outagesInTurn(seed), PARTS.size).map(({ part }) => part)
    expect(new Set(parts)).toEqual(PARTS)
  })

  it('are the same again, and others of another seed', () => {
    const names = (seed: number) => take(outagesInTurn(seed), 18).map(({ name }) => name)
    expect(names(5)).toEqual(names(5))
    expect(names(5)).not.toEqual(names(6))
  })
})

describe('whether an outage may begin', () => {
  const wholeMs = 3_600_000
  const of = (part: Outage['part']) => OUTAGES.find((outage) => outage.part === part) as Outage

  it.each<[Outage['part'], elapsedMs: number, isFirst: boolean, boolean]>([
    ['worker', 0, true, true],
    ['worker', 2_399_000, false, true],
    ['worker', 2_400_000, false, false],
    ['console', 2_400_000, false, false],
    ['database', 2_400_000, false, true],
    ['queue', 3_540_000, false, true],
    ['queue', 3_541_000, false, false],
    ['worker', 3_600_000, true, true],
  ])('of the %s, after %i ms, first: %s: %s', (part, elapsedMs, isFirst, may) => {
    expect(mayBegin(of(part), { elapsedMs, wholeMs, isFirst })).toBe(may)
  })
})

function take<T>(values: Generator<T>, count: number): T[] {
  return Array.from({ length: count }, () => values.next().value as T)
}
