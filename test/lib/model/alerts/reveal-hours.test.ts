import { expect, it } from 'vitest'
import {
  clockOf,
  DEFAULT_REVEAL_HOURS,
  hoursWords,
  minuteOf,
} from '@/lib/model/alerts/reveal-hours'

it('says the hours in words', () => {
  expect(hoursWords(DEFAULT_REVEAL_HOURS)).toBe('Mon, Tue, Wed, Thu, Fri, 07:00 to 19:00 in UTC')
})

it.each([
  ['00:00', 0],
  ['07:05', 425],
  ['23:59', 1_439],
] as const)('reads and writes %s', (clock, minute) => {
  expect(minuteOf(clock)).toBe(minute)
  expect(clockOf(minute)).toBe(clock)
})

it.each(['', '7:05', '24:00', '12:60', '107:00', '07:000', 'noon'])(
  'reads nothing else: %s',
  (text) => {
    expect(minuteOf(text)).toBeNull()
  },
)
