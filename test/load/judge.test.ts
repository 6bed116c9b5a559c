import { expect, it } from 'vitest'
import { longestLoginsMs, type Measured, missedBars, statuses } from '@/test/load/judge'

const WELL: Measured = {
  seen: { health: [200, 200], loginsMs: [300, 1_900] },
  answers: [
    { status: 200, retryAfter: false },
    { status: 413, retryAfter: false },
    { status: 429, retryAfter: true },
    { status: 503, retryAfter: true },
  ],
  served: [200],
  quietMs: 100,
  rssMb: { before: 300, after: 349 },
  uncaught: 0,
}

it('finds nothing missed where all bars were held', () => expect(missedBars(WELL)).toEqual([]))

it.each<[string, Partial<Measured>]>([
  ['1 of 2 health checks failed.', { seen: { health: [200, 503], loginsMs: [1] } }],
  ['1 of 1 health checks failed.', { seen: { health: [0], loginsMs: [1] } }],
  ['/logins took longer than 2000 ms.', { seen: { health: [200], loginsMs: [2_001] } }],
  ['/logins took longer than 2000 ms.', { seen: { health: [200], loginsMs: [] } }],
  ['51 MB were not given back.', { rssMb: { before: 300, after: 351 } }],
  ['2 exceptions reached the top.', { uncaught: 2 }],
  [
    '2 refusals were none: 429 × 1, cut × 1.',
    {
      answers: [
        { status: 429, retryAfter: false },
        { status: 0, retryAfter: false },
      ],
    },
  ],
  ['1 refusals were none: 500 × 1.', { answers: [{ status: 500, retryAfter: true }] }],
  ['1 refusals were none: 200 × 1.', { served: [], answers: [{ status: 200, retryAfter: false }] }],
])('says that %s', (bar, change) => expect(missedBars({ ...WELL, ...change })).toEqual([bar]))

it('allows a slow machine what it takes in quiet', () => {
  expect(longestLoginsMs(100)).toBe(2_000)
  expect(longestLoginsMs(1_000)).toBe(8_000)
})

it('counts what was seen', () =>
  expect(statuses(WELL.answers)).toBe('200 × 1, 413 × 1, 429 × 1, 503 × 1'))
