import { describe, expect, it } from 'vitest'
import { formatSpan } from '@/lib/format/time-span'
import { parseTimeExpression } from '@/lib/model/time/time-expression'
import { boundsOfRange } from '@/lib/model/time/time-range'
import { random } from '@/lib/sample/random'
import { testSeed } from '@/test/support/seed'

/** A Thursday afternoon in Berlin. */
const NOW = '2026-11-26T14:30:00Z'
const BERLIN = 'Europe/Berlin'

describe('formatSpan', () => {
  const span = (from: string | null, to: string | null, timeZone = BERLIN) =>
    formatSpan(
      {
        ...(from === null ? {} : { fromMs: Date.parse(from) }),
        ...(to === null ? {} : { toMs: Date.parse(to) }),
      },
      { nowMs: Date.parse(NOW), timeZone },
    )

  it.each([
    ['2026-11-16T23:00Z', '2026-11-17T23:00Z', 'Tue, Nov 17'],
    ['2025-11-16T23:00Z', '2025-11-17T23:00Z', 'Mon, Nov 17, 2025'],
    ['2026-11-15T23:00Z', '2026-11-22T23:00Z', 'Mon, Nov 16 – Sun, Nov 22'],
    ['2025-12-29T23:00Z', '2026-01-02T23:00Z', 'Tue, Dec 30, 2025 – Fri, Jan 2, 2026'],
    ['2026-11-17T13:00Z', '2026-11-17T14:00Z', 'Tue, Nov 17, 14:00 – 15:00'],
    ['2026-11-17T13:00Z', '2026-11-17T23:00Z', 'Tue, Nov 17, 14:00 – 24:00'],
    ['2026-11-16T23:00Z', '2026-11-17T11:00Z', 'Tue, Nov 17, 00:00 – 12:00'],
    ['2026-11-17T13:00Z', '2026-11-18T01:00Z', 'Tue, Nov 17, 14:00 – Wed, Nov 18, 02:00'],
    ['2026-11-17T13:00:05Z', '2026-11-17T13:00:05.250Z', 'Tue, Nov 17, 14:00:05 – 14:00:05.250'],
    ['2026-11-17T13:00Z', null, 'since Tue, Nov 17, 14:00'],
    ['2026-11-16T23:00Z', null, 'since Tue, Nov 17'],
    [null, '2026-11-17T23:00Z', 'until Tue, Nov 17'],
    [null, '2026-11-17T13:00Z', 'until Tue, Nov 17, 14:00'],
    [null, null, ''],
    ['2026-12-23T23:00Z', '2026-12-24T23:00Z', 'Thu, Dec 24, 2026'],
    ['2026-10-25T01:30Z', '2026-10-25T02:30Z', 'Sun, Oct 25, 02:30 UTC+1 – 03:30'],
    ['2026-10-24T22:00Z', '2026-10-25T23:00Z', 'Sun, Oct 25'],
  ])('says %s to %s', (from, to, words) => expect(span(from, to)).toBe(words))

  it.each([
    ['2026-11-01T03:45Z', '2026-11-01T05:45Z', 'Sun, Nov 1, 01:15 UTC-2:30 – 02:15'],
    ['2026-11-01T04:45Z', '2026-11-01T05:45Z', 'Sun, Nov 1, 01:15 UTC-3:30 – 02:15'],
  ])(
    'says which of two equal times it is where a zone is off by half an hour: %s to %s',
    (from, to, words) => expect(span(from, to, 'America/St_Johns')).toBe(words),
  )

  it('writes what parseTimeExpression reads, in any zone and across changes of its clocks', () => {
    const zones = [
      'UTC',
      BERLIN,
      'America/New_York',
      'America/St_Johns',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Pacific/Apia',
      'Asia/Kathmandu',
    ]
    const next = random(testSeed(), 'spans')
    const steps = [1, 1_000, 60_000, 1_800_000, 3_600_000, 86_400_000]
    for (let round = 0; round < 3_000; round += 1) {
      const timeZone = zones[Math.floor(next() * zones.length)] as string
      const nowMs = Date.UTC(2026, 0, 1) + Math.floor(next() * 365 * 86_400_000)
      const step = steps[Math.floor(next() * steps.length)] as number
      const fromMs = Math.floor((nowMs - next() * 500 * 86_400_000) / step) * step
      const toMs = fromMs + step * (1 + Math.floor(next() * 60))
      const bounds = [{ fromMs, toMs }, { fromMs }, { toMs }][round % 3] as object
      const text = formatSpan(bounds, { nowMs, timeZone })
      expect([timeZone, text, parseTimeExpression(text, { nowMs, timeZone })]).toEqual([
        timeZone,
        text,
        { kind: 'bounds', bounds },
      ])
    }
  })

  it('writes every day of a year so that it is read back, in zones whose clocks change', () => {
    for (const timeZone of [BERLIN, 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Asuncion']) {
      for (let at = 0; at < 366; at += 1) {
        const nowMs = Date.UTC(2026, 0, 1, 12) + at * 86_400_000
        const bounds = boundsOfRange('yesterday', nowMs, timeZone)
        const text = formatSpan(bounds, { nowMs, timeZone })
        expect(text).toMatch(/^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+(?:, \d{4})?$/)
        expect(parseTimeExpression(text, { nowMs, timeZone })).toEqual({ kind: 'bounds', bounds })
      }
    }
  })
})
