import { describe, expect, it } from 'vitest'
import type { Outage } from '@/test/soak/strikes/outages'
import { type Delivery, firingNow, tellingsOf, untold } from '@/test/soak/verdict/told'

const OUTAGE: Outage = {
  name: 'Postgres hangs',
  part: 'database',
  seconds: 20,
  toldBy: ['database-unreachable'],
  mayTell: ['queue-stalled'],
}
/** From second 10 to second 40; the next one begins at second 100. */
const STRUCK = { outage: OUTAGE, struckAtMs: 10_000, healedAtMs: 40_000 }
const NEXT_AT_MS = 100_000

let ids = 0
function said(rule: string, state: Delivery['state'], second: number): Delivery {
  ids += 1
  return { id: `delivery-${ids}`, rule, state, atMs: second * 1_000 }
}

const FIRED = said('database-unreachable', 'firing', 25)
const RESOLVED = said('database-unreachable', 'resolved', 50)

describe('what fired in an outage', () => {
  it('has its times', () =>
    expect(tellingsOf(STRUCK, NEXT_AT_MS, [FIRED, RESOLVED])).toEqual([
      { rule: 'database-unreachable', firedAfterSeconds: 15, resolvedAfterSeconds: 10 },
    ]))

  it('is the same of deliveries that come late, in another order and twice', () =>
    expect(tellingsOf(STRUCK, NEXT_AT_MS, [RESOLVED, FIRED, RESOLVED, FIRED])).toEqual(
      tellingsOf(STRUCK, NEXT_AT_MS, [FIRED, RESOLVED]),
    ))

  it('does not hold what fired before it, or in the next one', () =>
    expect(
      tellingsOf(STRUCK, NEXT_AT_MS, [
        said('database-unreachable', 'firing', 9),
        said('database-unreachable', 'resolved', 10),
        said('database-unreachable', 'firing', 100),
      ]),
    ).toEqual([]))

  it('may be resolved while the next one lasts', () =>
    expect(
      tellingsOf(STRUCK, NEXT_AT_MS, [FIRED, said('database-unreachable', 'resolved', 120)]),
    ).toMatchObject([{ resolvedAfterSeconds: 80 }]))
})

describe('what was not told as it must be', () => {
  it.each<[string, Delivery[], string[]]>([
    ['nothing', [FIRED, RESOLVED], []],
    [
      'nothing, with a rule that may fire',
      [FIRED, RESOLVED, said('queue-stalled', 'firing', 30), said('queue-stalled', 'resolved', 45)],
      [],
    ],
    ['a rule that did not fire', [], ['Postgres hangs: database-unreachable did not fire.']],
    [
      'a rule that was never resolved',
      [FIRED],
      ['Postgres hangs: database-unreachable was never resolved.'],
    ],
    [
      'a rule that has nothing to do with it',
      [FIRED, RESOLVED, said('dead-letters', 'firing', 30), said('dead-letters', 'resolved', 35)],
      ['Postgres hangs: dead-letters fired, which it is none of.'],
    ],
    [
      'nothing of what depends on messages and people',
      [FIRED, RESOLVED, said('device-shared', 'firing', 30)],
      [],
    ],
  ])('is %s', (_, deliveries, sentences) =>
    expect(untold(STRUCK, tellingsOf(STRUCK, NEXT_AT_MS, deliveries))).toEqual(sentences),
  )
})

it('knows what fires now', () => {
  expect(firingNow([])).toEqual([])
  expect(firingNow([FIRED, said('dead-letters', 'firing', 30)])).toEqual([
    'database-unreachable',
    'dead-letters',
  ])
  expect(firingNow([RESOLVED, FIRED])).toEqual([])
})
