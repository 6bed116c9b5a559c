import { describe, expect, it } from 'vitest'
import { HISTORY_SPANS, type HistorySpan } from '@/lib/model/pipeline/history'
import { historyBars } from '@/lib/model/time/history-bars'
import { HOUR_MS } from '@/lib/model/time/units'

const at = (text: string) => Date.parse(text)
const iso = (ms: number | undefined) =>
  ms === undefined ? '' : new Date(ms).toISOString().slice(0, 16)

type Expected = {
  bars: number
  first: string
  end: string
  before: [from: string, to: string]
  /** Lengths in hours of the bars that are not as long as the others. */
  odd?: number[]
}

describe.each<[span: HistorySpan, zone: string, now: string, expected: Expected]>([
  [
    '24h',
    'UTC',
    '2026-11-26T17:30Z',
    {
      bars: 24,
      first: '2026-11-25T18:00',
      end: '2026-11-26T18:00',
      before: ['2026-11-24T18:00', '2026-11-25T17:30'],
    },
  ],
  [
    '24h',
    'Asia/Kolkata',
    '2026-11-26T17:10Z',
    {
      bars: 24,
      first: '2026-11-25T17:30',
      end: '2026-11-26T17:30',
      before: ['2026-11-24T17:30', '2026-11-25T17:10'],
    },
  ],
  // Two of its hours are called two o'clock.
  [
    '24h',
    'Europe/Berlin',
    '2026-10-25T12:00Z',
    {
      bars: 24,
      first: '2026-10-24T13:00',
      end: '2026-10-25T13:00',
      before: ['2026-10-23T13:00', '2026-10-24T12:00'],
    },
  ],
  // The clock is set back by half an hour: one of the hours has half of it, and there is one more.
  [
    '24h',
    'Australia/Lord_Howe',
    '2026-04-04T20:10Z',
    {
      bars: 25,
      first: '2026-04-03T20:00',
      end: '2026-04-04T20:30',
      before: ['2026-04-02T20:00', '2026-04-03T20:00'],
      odd: [0.5],
    },
  ],
  [
    '7d',
    'UTC',
    '2026-11-26T17:30Z',
    {
      bars: 27,
      first: '2026-11-20T00:00',
      end: '2026-11-26T18:00',
      before: ['2026-11-13T00:00', '2026-11-19T17:30'],
    },
  ],
  [
    '7d',
    'Europe/Berlin',
    '2026-10-27T11:00Z',
    {
      bars: 27,
      first: '2026-10-20T22:00',
      end: '2026-10-27T17:00',
      before: ['2026-10-13T22:00', '2026-10-20T10:00'],
      odd: [7],
    },
  ],
  [
    '7d',
    'Europe/Berlin',
    '2026-03-29T12:00Z',
    {
      bars: 27,
      first: '2026-03-22T23:00',
      end: '2026-03-29T16:00',
      before: ['2026-03-15T23:00', '2026-03-22T13:00'],
      odd: [5],
    },
  ],
  // Midnight is left out: the day begins at one.
  [
    '7d',
    'America/Santiago',
    '2026-09-06T05:00Z',
    {
      bars: 25,
      first: '2026-08-31T04:00',
      end: '2026-09-06T09:00',
      before: ['2026-08-24T04:00', '2026-08-30T06:00'],
      odd: [5],
    },
  ],
  [
    '7d',
    'Asia/Kolkata',
    '2026-11-26T17:10Z',
    {
      bars: 28,
      first: '2026-11-19T18:30',
      end: '2026-11-26T18:30',
      before: ['2026-11-12T18:30', '2026-11-19T17:10'],
    },
  ],
])('the bars of %s in %s at %s', (span, zone, now, expected) => {
  const { starts, endMs, before } = historyBars(span, at(now), zone)
  const usual = span === '24h' ? 1 : 6

  it('are whole hours or quarters of days, the last of which now is in', () => {
    expect(starts).toHaveLength(expected.bars)
    expect([iso(starts[0]), iso(endMs)]).toEqual([expected.first, expected.end])
    const lengths = starts.map((start, bar) => ((starts[bar + 1] ?? endMs) - start) / HOUR_MS)
    expect(lengths.filter((hours) => hours !== usual)).toEqual(expected.odd ?? [])
  })

  it('are compared with the same hours one span before', () => {
    expect([iso(before.fromMs), iso(before.toMs)]).toEqual(expected.before)
  })
})

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']

it.each(ZONES)('are in order, and apart from the span before, at every hour in %s', (zone) => {
  // Half a year of hours around each change of a clock, and the week in which Samoa left a day out.
  const moments = [
    ...Array.from({ length: 400 }, (_, day) => at('2026-01-01T00:20Z') + day * 25.5 * HOUR_MS),
    ...Array.from({ length: 20 }, (_, half) => at('2011-12-28T00:00Z') + half * 12 * HOUR_MS),
  ]
  for (const nowMs of moments) {
    for (const span of HISTORY_SPANS) {
      const { starts, endMs, before } = historyBars(span, nowMs, zone)
      const cuts = [before.fromMs, before.toMs, ...starts, endMs]
      expect(cuts, iso(nowMs)).toEqual(cuts.toSorted((a, b) => a - b))
      expect(new Set(starts).size).toBe(starts.length)
      expect(starts.at(-1)).toBeLessThanOrEqual(nowMs)
      expect(endMs).toBeGreaterThan(nowMs)
    }
  }
})
