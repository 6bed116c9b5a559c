import { describe, expect, it } from 'vitest'
import { isSpike, usualLogins } from '@/lib/model/alerts/login-spike'

describe('the usual number of logins', () => {
  it.each([
    [[], null],
    [[400, 400], null],
    [[400, 400, 400], 100],
    [[0, 0, 400], 0],
    // One day with a spike, or an outage, does not move it.
    [[400, 400, 400_000], 100],
    [[400, 0, 400], 100],
    // Of an even number of days, between the two in the middle.
    [[100, 200, 300, 9_000], 62.5],
    [[9, 100, 20, 3, 80, 40, 60], 10],
  ])('of the hours %j is %s a quarter of an hour', (hours, usual) => {
    expect(usualLogins(hours)).toBe(usual)
  })

  it('leaves what it was given as it was', () => {
    const hours = Object.freeze([3, 1, 2])
    expect(usualLogins(hours)).toBe(0.5)
  })
})

describe('a spike', () => {
  it.each([
    { count: 300, usual: 100, times: 3, is: false },
    { count: 301, usual: 100, times: 3, is: true },
    { count: 101, usual: 100, times: 1, is: true },
    { count: 99, usual: 0, times: 3, is: false },
    { count: 100, usual: 0, times: 3, is: true },
    { count: 0, usual: 0, times: 1, is: false },
    { count: 126, usual: 50, times: 2.5, is: true },
  ])('$count logins where $usual are usual, above $times times as many: $is', (a) => {
    expect(isSpike(a.count, a.usual, a.times)).toBe(a.is)
  })
})
