import { describe, expect, it } from 'vitest'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'
import { barsOf, unitOf } from '@/lib/model/time/chart-bars'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'

const at = (text: string) => Date.parse(text)

it.each<[hours: number, CalendarUnit]>([
  [3, 'minute'],
  [3.01, 'hour'],
  [7 * 24, 'hour'],
  [7 * 24 + 1, 'day'],
  [400 * 24, 'day'],
  [401 * 24, 'month'],
  [30 * 366 * 24 + 1, 'year'],
])('draws %d hours by the %s', (hours, unit) => expect(unitOf(hours * HOUR_MS)).toBe(unit))

describe.each<[zone: string, from: string, to: string, hours: number[]]>([
  ['Europe/Berlin', '2026-10-24T12:00Z', '2026-10-26T12:00Z', [24, 25, 24]],
  ['Europe/Berlin', '2026-03-28T12:00Z', '2026-03-30T12:00Z', [24, 23, 24]],
  ['Asia/Kolkata', '2026-11-20T18:30Z', '2026-11-21T18:30Z', [24]],
  ['Australia/Lord_Howe', '2026-04-04T12:00Z', '2026-04-06T12:00Z', [24, 24.5, 24]],
  ['Australia/Lord_Howe', '2026-10-03T12:00Z', '2026-10-05T12:00Z', [24, 23.5, 24]],
])('the days of %s from %s to %s', (timeZone, from, to, hours) => {
  it('are as long as its clock makes them', () => {
    const { starts, endMs } = barsOf({ fromMs: at(from), toMs: at(to) }, 'day', timeZone)
    const ends = [...starts.slice(1), endMs]
    expect(starts.map((start, bar) => ((ends[bar] ?? 0) - start) / HOUR_MS)).toEqual(hours)
    expect(starts[0]).toBeLessThanOrEqual(at(from))
    expect(endMs).toBeGreaterThanOrEqual(at(to))
  })
})

it('has the years from the first to the last, and of very many the newest', () => {
  const years = barsOf({ fromMs: 0, toMs: at('2026-11-21T12:00Z') }, 'year', 'UTC')
  expect(years.starts).toHaveLength(57)
  expect(years.endMs).toBe(at('2027-01-01T00:00Z'))
  const many = barsOf({ fromMs: at('0001-01-01'), toMs: at('2200-01-01') }, 'year', 'UTC')
  expect(many.starts).toHaveLength(420)
  expect(many.endMs).toBe(at('2200-01-01T00:00Z'))
  expect(barsOf({ fromMs: DAY_MS, toMs: DAY_MS + 1 }, 'day', 'UTC').starts).toEqual([DAY_MS])
})
