import { describe, expect, it } from 'vitest'
import { growthOf, type Reading } from '@/test/soak/verdict/growth'

/** A reading every six seconds. */
function life(minutes: number, rssMb: (minute: number) => number): Reading[] {
  return Array.from({ length: minutes * 10 + 1 }, (_, at) => ({
    atMs: 1_700_000_000_000 + at * 6_000,
    rssMb: rssMb(at / 10),
  }))
}

const warmingUp = (minute: number) => 200 + 60 * Math.min(1, minute / 3)

describe('the growth of a process', () => {
  it.each<[string, Reading[], boolean]>([
    ['is none where it is level', life(30, () => 250), false],
    ['leaves its warm-up out', life(30, warmingUp), false],
    ['is none where it saws', life(30, (minute) => 250 + 40 * (minute % 1)), false],
    ['is one where it rises all the time', life(30, (minute) => 200 + 2 * minute), true],
    ['is one where it rises and saws', life(30, (m) => 200 + 2 * m + 40 * (m % 1)), true],
    ['is none where it rises slowly', life(30, (minute) => 200 + 0.5 * minute), false],
    ['is none where it rose and fell', life(30, (minute) => 300 - Math.abs(15 - minute)), false],
    ['is not told of a short life', life(9, (minute) => 200 + 20 * minute), false],
    ['is told of one of ten minutes', life(10, (minute) => 200 + 20 * minute), true],
  ])('%s', (_, readings, hasGrown) => expect(growthOf(readings)?.hasGrown).toBe(hasGrown))

  it('is in megabytes a minute, over the last half', () => {
    const growth = growthOf(life(30, (minute) => 200 + Math.max(0, minute - 15) * 3))
    expect(growth?.minutes).toBe(30)
    expect(growth?.mbPerMinute).toBeCloseTo(3, 0)
    expect(growth?.firstMb).toBe(200)
    expect(growth?.lastMb).toBeGreaterThan(225)
  })

  it('is not told of next to nothing', () => {
    expect(growthOf([])).toBeNull()
    expect(growthOf(life(30, () => 250).slice(0, 2))).toBeNull()
  })
})
