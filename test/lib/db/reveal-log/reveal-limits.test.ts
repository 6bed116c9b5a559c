import { describe, expect, it } from 'vitest'
import {
  attemptsLeft,
  type CountedAttempt,
  findLock,
  findOverLimit,
  valuesLeft,
} from '@/lib/db/reveal-log/reveal-limits'

const NOW = new Date('2026-01-01T12:00:00Z')

/** Attempts so many minutes ago, oldest first. */
function attempts(count: number, minutesAgo: number, rest: Partial<CountedAttempt> = {}) {
  const at = new Date(NOW.getTime() - minutesAgo * 60_000)
  return Array.from({ length: count }, () => ({
    userId: 'ann',
    at,
    values: 0,
    wrong: false,
    ...rest,
  }))
}

const useOf = (counted: CountedAttempt[], family = ['ann']) => ({
  attempts: counted.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  family,
  now: NOW,
})
const wrong = (count: number, minutesAgo: number, userId = 'ann') =>
  attempts(count, minutesAgo, { wrong: true, userId })

describe('the lock', () => {
  it.each([
    ['none before the fifth', wrong(4, 1), null, 1],
    ['of the person at the fifth', wrong(5, 1), { scope: 'person', retryAfterSeconds: 840 }, 0],
    ['none when they have left the window', wrong(5, 15), null, 5],
    [
      'of the person at the tenth in an hour, whoever waits for each lock to end',
      [...wrong(5, 40), ...wrong(5, 20)],
      { scope: 'person', retryAfterSeconds: 1_200 },
      0,
    ],
    [
      'of everybody at the tenth of whomever',
      [...wrong(5, 2, 'bob'), ...wrong(4, 1, 'eve'), ...wrong(1, 1)],
      { scope: 'vault', retryAfterSeconds: 780 },
      0,
    ],
    [
      'of everybody where one person locks themselves out as well, and for as long as the longer one',
      wrong(10, 1),
      { scope: 'vault', retryAfterSeconds: 3_540 },
      0,
    ],
    [
      'no shorter than it is, where that is no whole number of seconds',
      wrong(5, 1 + 1 / 120),
      { scope: 'person', retryAfterSeconds: 840 },
      0,
    ],
    ['none by the wrong ones of others', wrong(9, 1, 'bob'), null, 1],
  ])('is %s', (_name, counted, lock, left) => {
    const use = useOf(counted)
    if (lock === null) expect(findLock(use)).toBeNull()
    else expect(findLock(use)).toMatchObject({ kind: 'locked', ...lock })
    expect(attemptsLeft(use)).toBe(left)
  })

  it('counts the accounts of a family as one', () => {
    const counted = [...wrong(3, 2), ...wrong(2, 1, 'made by ann')]
    expect(findLock(useOf(counted))).toBeNull()
    expect(findLock(useOf(counted, ['ann', 'made by ann']))).toMatchObject({ scope: 'person' })
  })
})

describe('the values of an hour', () => {
  const used = (values: number, minutesAgo: number, userId = 'ann') =>
    attempts(1, minutesAgo, { values, userId })

  it.each([
    ['fit', used(90, 10), 10, null],
    [
      'are the person’s, of all accounts of the family',
      [...used(60, 30), ...used(40, 10, 'made by ann')],
      1,
      { scope: 'person', valuesPerHour: 100, left: 0, retryAfterSeconds: 1_800 },
    ],
    [
      'are three times as many for everybody together',
      [...used(100, 50, 'bob'), ...used(100, 20, 'eve'), ...used(99, 10, 'joe')],
      2,
      { scope: 'vault', valuesPerHour: 300, left: 1, retryAfterSeconds: 600 },
    ],
  ])('%s', (_name, counted, values, refusal) => {
    const use = useOf(counted, ['ann', 'made by ann'])
    if (refusal === null) expect(findOverLimit(use, values, 100)).toBeNull()
    else expect(findOverLimit(use, values, 100)).toEqual({ kind: 'over-limit', ...refusal })
    expect(valuesLeft(use, 100)).toBe(refusal?.left ?? values)
  })
})
