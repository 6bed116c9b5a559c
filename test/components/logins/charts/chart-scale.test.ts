import { expect, it } from 'vitest'
import { timeTicks, valueTicks } from '@/components/logins/charts/chart-scale'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'
import { barsOf } from '@/lib/model/time/chart-bars'

it.each([
  [0, [1]],
  [1, [1]],
  [2, [1, 2]],
  [7, [5, 10]],
  [18_594, [10_000, 20_000]],
  [20_001, [20_000, 40_000]],
])('draws lines at round numbers for %d', (most, ticks) => {
  expect(valueTicks(most)).toEqual(ticks)
})

const at = (text: string) => Date.parse(text)
function words(from: string, to: string, unit: CalendarUnit, timeZone: string): string[] {
  const { starts, endMs } = barsOf({ fromMs: at(from), toMs: at(to) }, unit, timeZone)
  const buckets = starts.map((fromMs, place) => {
    return { fromMs, toMs: starts[place + 1] ?? endMs, logins: 0 }
  })
  return timeTicks(buckets, unit, timeZone).map(({ word }) => word)
}

it('names round times of the zone, at most seven, and days at midnight', () => {
  expect(words('2026-11-16T23:00Z', '2026-11-17T23:00Z', 'hour', 'Europe/Berlin')).toEqual([
    'Nov 17',
    '06:00',
    '12:00',
    '18:00',
  ])
  expect(words('2026-11-09T12:00Z', '2026-11-16T12:00Z', 'hour', 'UTC')).toEqual([
    'Nov 11',
    'Nov 13',
    'Nov 15',
  ])
  expect(words('2026-11-17T14:00Z', '2026-11-17T15:00Z', 'minute', 'Asia/Kolkata')).toEqual([
    '19:30',
    '19:40',
    '19:50',
    '20:00',
    '20:10',
    '20:20',
  ])
  expect(words('2025-06-01T00:00Z', '2026-12-01T00:00Z', 'month', 'UTC')).toEqual([
    'Jul',
    'Oct',
    '2026',
    'Apr',
    'Jul',
    'Oct',
  ])
})
