import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCapped,
  formatClock,
  formatCompact,
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  formatShare,
  formatTime,
} from '@/lib/format/format'

describe('numbers', () => {
  it('groups thousands', () => {
    expect(formatNumber(12_480)).toBe('12,480')
    expect(formatNumber(-3)).toBe('-3')
    expect(formatCompact(2_500)).toBe('2.5k')
    expect(formatCount(1, 'login')).toBe('1 login')
    expect(formatCount(1_284, 'login')).toBe('1,284 logins')
  })

  it('says when a count stopped at its cap', () => {
    expect(formatCapped(10_000, 10_000)).toBe('10,000')
    expect(formatCapped(10_001, 10_000)).toBe('10,000+')
  })

  it.each([
    [0, '0/s'],
    [3.24, '3.2/s'],
    [9.96, '10/s'],
    [4_310.4, '4,310/s'],
    [Number.NaN, '0/s'],
  ])('writes a rate of %s as %s', (rate, text) => expect(formatRate(rate)).toBe(text))

  it.each([
    [0, '0 s'],
    [0.38, '0.4 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [200, '3 min 20 s'],
    [3_600, '1 h'],
    [7_500, '2 h 5 min'],
    [273_700, '3 d 4 h'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('writes %s seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it.each([
    [317, '317 B'],
    [4_217, '4.2 kB'],
    [250_000, '250 kB'],
    [999_700, '1 MB'],
    [1_262_000, '1.3 MB'],
  ])('writes %s bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('never says 100 % before all is done', () => {
    expect(formatShare(0.6429)).toBe('64 %')
    expect(formatShare(0.9999)).toBe('99 %')
    expect(formatShare(1.2)).toBe('100 %')
  })
})

describe('times', () => {
  const at = Date.parse('2026-11-21T13:02:59.225Z')

  it('uses the zone it is given, and the year only where it is needed', () => {
    expect(formatTime(at, 'Europe/Berlin', { now: at })).toBe('Nov 21 14:02:59')
    expect(formatTime(at, 'UTC', { now: at, millis: true })).toBe('Nov 21 13:02:59.225')
    expect(formatTime(at, 'UTC', { now: Date.parse('2027-05-20T00:00:00Z') })).toBe(
      'Nov 21 13:02:59',
    )
  })

  it.each([
    ['long ago', '2020-01-01T00:00:00Z', false, 'Jan 01 2020 00:00'],
    ['long ago, to the millisecond', '2020-01-01T00:00:00Z', true, 'Jan 01 2020 00:00:00.000'],
    ['more than half a year ago, of this year', '2026-01-01T00:00:00Z', false, 'Jan 01 00:00:00'],
    ['last year, of half a year ago', '2025-12-31T23:59:59Z', false, 'Dec 31 2025 23:59'],
    ['to come, of next year', '2027-01-01T00:00:00Z', false, 'Jan 01 2027 00:00'],
  ])('says the year of a time %s', (_, time, millis, text) => {
    expect(formatTime(Date.parse(time), 'UTC', { now: at, millis })).toBe(text)
  })

  it('writes the clock alone', () => {
    expect(formatClock(at, 'UTC')).toBe('13:02:59.225')
    expect(formatClock(at, 'UTC', { millis: false })).toBe('13:02:59')
  })
})
