import { describe, expect, it } from 'vitest'
import { OUTAGES, type Outage } from '@/test/soak/strikes/outages'
import { memoryTable, minuteHeading, minuteLine, outageTable } from '@/test/soak/verdict/table'

const HANG = OUTAGES.find(({ name }) => name === 'Postgres hangs') as Outage
const END = OUTAGES.find(({ name }) => name === 'a worker is told to end') as Outage

function struck(outage: Outage, wellAfterSeconds: number | null) {
  return { outage, struckAtMs: 0, healedAtMs: 20_000, wellAfterSeconds, problems: [] }
}

const telling = (firedAfterSeconds: number, resolvedAfterSeconds: number | null) => [
  { rule: 'database-unreachable', firedAfterSeconds, resolvedAfterSeconds },
]

describe('the running table', () => {
  const minute = {
    minute: 3,
    sent: 3_612,
    kept: { stored: 3_400, rejected: 180 },
    waiting: 32,
    memory: { 'worker 1': 182.4, 'worker 2': 179.9, console: 301.2 },
    struck: ['the queue hangs'],
    firing: ['queue-unreachable'],
  }

  it('has a line for a minute', () => {
    expect([minuteHeading(), minuteLine(minute)]).toEqual([
      ' min     sent   stored  rejected  waiting  worker 1  worker 2   console  struck, and what fires',
      '   3     3612     3400       180       32       182       180       301  the queue hangs, ! queue-unreachable',
    ])
  })

  it('does not take what could not be read for 0', () =>
    expect(minuteLine({ ...minute, kept: null, waiting: null, struck: [], firing: [] })).toBe(
      '   3     3612        ?         ?        ?       182       180       301',
    ))
})

describe('the final tables', () => {
  it('have a line for each kind of outage, of medians', () =>
    expect(
      outageTable([
        { struck: struck(HANG, 31), tellings: telling(21, 25) },
        { struck: struck(END, 8), tellings: [] },
        { struck: struck(HANG, 35), tellings: telling(24.6, 30) },
        { struck: struck(HANG, 40), tellings: telling(30, 33) },
      ]).split('\n'),
    ).toEqual([
      '| outage                  | times | told by                | told after | resolved after | well after |',
      '| ----------------------- | ----- | ---------------------- | ---------- | -------------- | ---------- |',
      '| Postgres hangs          | 3     | `database-unreachable` | 25 s       | 30 s           | 35 s       |',
      '| a worker is told to end | 1     | none, as it must be    | -          | -              | 8 s        |',
    ]))

  it('say never of what never was', () =>
    expect(
      outageTable([{ struck: struck(HANG, null), tellings: telling(21, null) }]).split('\n')[2],
    ).toBe(
      '| Postgres hangs | 1     | `database-unreachable` | 21 s       | never          | never      |',
    ))

  it('have the longest life of each process', () => {
    const growth = { minutes: 40.4, firstMb: 180, lastMb: 182.2, mbPerMinute: 0.04 }
    const lives = [
      { name: 'worker 1', growth: { ...growth, hasGrown: false } },
      { name: 'console', growth: null },
      { name: 'console', growth: { ...growth, minutes: 12, hasGrown: false } },
    ]
    expect(memoryTable(lives).split('\n').slice(2)).toEqual([
      '| worker 1 | 1     | 40 min  | 180 MB      | 182 MB     | 0.0 MB a minute  |',
      '| console  | 2     | 12 min  | 180 MB      | 182 MB     | 0.0 MB a minute  |',
    ])
  })
})
