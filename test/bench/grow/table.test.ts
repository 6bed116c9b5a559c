import { describe, expect, it } from 'vitest'
import type { Cost } from '@/test/bench/grow/store-stretch'
import { costTable, diskTable, growthBars, isHeld, middleCost } from '@/test/bench/grow/table'

const cost = (micros: number, walBytes: number): Cost => ({
  storeMicros: micros / 2,
  foldMicros: micros / 2,
  checkpointerMicros: 1,
  writersMicros: 2,
  walBytes,
})
const size = (rows: number, between: Cost, after = between) => ({ rows, between, after })
const small = size(100_000, cost(100, 2_000))

function held(large: Cost, diskBytes: number): boolean[] {
  return growthBars(small, size(3_000_000, large), diskBytes).map(isHeld)
}

describe('what a login may cost', () => {
  it('is held up to 1.3 times the processor time, twice the WAL and 900 bytes of disk', () => {
    expect(held(cost(130, 4_000), 900)).toEqual([true, true, true])
    expect(held(cost(131, 4_000), 900)).toEqual([false, true, true])
    expect(held(cost(130, 4_001), 900)).toEqual([true, false, true])
    expect(held(cost(130, 4_000), 901)).toEqual([true, true, false])
  })

  it('is not held where a figure could not be read', () => {
    expect(held(cost(Number.NaN, 4_000), 900)).toEqual([false, true, true])
  })
})

describe('the tables', () => {
  it('take the median of each figure by itself', () => {
    expect(middleCost([cost(10, 300), cost(30, 100), cost(20, 200)])).toEqual(cost(20, 200))
  })

  it('show what a login costs in the long run and right after a checkpoint', () => {
    const lines = costTable([size(100_000, cost(100, 2_000), cost(110, 7_000))])
    expect(lines.slice(1).map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['from 100,000 logins', '50.0', '50.0', '1.0', '2.0', '2,000'],
      ['right after a checkpoint', '55.0', '55.0', '1.0', '2.0', '7,000'],
    ])
  })

  it('add up to all that is on disk', () => {
    const relation = (name: string, bytes: number, isIndex: boolean) => ({
      table: 'user_logins',
      name,
      isIndex,
      bytes,
    })
    const lines = diskTable(
      [relation('user_logins', 9_000, false), relation('a', 950, true), relation('b', 50, true)],
      10,
    ).map((line) => line.trim().split(/ {2,}/))
    expect(lines).toEqual([
      ['Disk, bytes a login', '1000.0'],
      ['user_logins, its rows', '900.0'],
      ['user_logins: a', '95.0'],
      ['all others', '5.0'],
    ])
  })
})
