import { describe, expect, it } from 'vitest'
import { type CalendarUnit, nextStart, startOf } from '@/lib/model/time/calendar-unit'

const at = (text: string) => Date.parse(text)
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z')

describe.each<[zone: string, unit: CalendarUnit, moment: string, start: string, next: string]>([
  ['UTC', 'minute', '2026-11-21T12:34:56.789Z', '2026-11-21T12:34Z', '2026-11-21T12:35Z'],
  ['UTC', 'year', '2026-11-21T12:34:56.789Z', '2026-01-01T00:00Z', '2027-01-01T00:00Z'],
  ['UTC', 'day', '1969-07-20T20:17:40Z', '1969-07-20T00:00Z', '1969-07-21T00:00Z'],
  ['Asia/Kolkata', 'hour', '2026-11-21T12:34Z', '2026-11-21T12:30Z', '2026-11-21T13:30Z'],
  ['Asia/Kolkata', 'day', '2026-11-21T18:29:59.999Z', '2026-11-20T18:30Z', '2026-11-21T18:30Z'],
  ['Asia/Kathmandu', 'hour', '2026-11-21T12:34Z', '2026-11-21T12:15Z', '2026-11-21T13:15Z'],
  ['Asia/Kolkata', 'month', '2026-11-30T18:30Z', '2026-11-30T18:30Z', '2026-12-31T18:30Z'],
  // Days of 25 and 23 hours.
  ['Europe/Berlin', 'day', '2026-10-25T12:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
  ['Europe/Berlin', 'day', '2026-03-29T12:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['America/New_York', 'day', '2026-11-01T12:00Z', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
  // The hour that is there twice, in two parts; and the one that is left out.
  ['Europe/Berlin', 'hour', '2026-10-25T00:59Z', '2026-10-25T00:00Z', '2026-10-25T01:00Z'],
  ['Europe/Berlin', 'hour', '2026-10-25T01:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
  ['Europe/Berlin', 'hour', '2026-03-29T00:59Z', '2026-03-29T00:00Z', '2026-03-29T01:00Z'],
  // The clock is changed by half an hour there: 01:30 to 02:00 comes twice, 02:00 to 02:30 not at all.
  ['Australia/Lord_Howe', 'hour', '2026-04-04T14:59Z', '2026-04-04T14:00Z', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', 'hour', '2026-04-04T15:10Z', '2026-04-04T15:00Z', '2026-04-04T15:30Z'],
  ['Australia/Lord_Howe', 'hour', '2026-10-03T15:00Z', '2026-10-03T14:30Z', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', 'hour', '2026-10-03T15:45Z', '2026-10-03T15:30Z', '2026-10-03T16:00Z'],
  ['Australia/Lord_Howe', 'day', '2026-04-05T00:00Z', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
  ['Australia/Lord_Howe', 'day', '2026-10-04T00:00Z', '2026-10-03T13:30Z', '2026-10-04T13:00Z'],
  // Midnight is left out in Cairo, and comes twice in Havana.
  ['Africa/Cairo', 'day', '2026-04-24T12:00Z', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
  ['America/Havana', 'day', '2026-11-01T12:00Z', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
  // A day that the date line took.
  ['Pacific/Apia', 'day', '2011-12-30T09:59Z', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
  ['Pacific/Apia', 'day', '2011-12-30T10:00Z', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
])('in %s the %s of %s', (timeZone, unit, moment, start, next) => {
  it(`begins at ${start}, and the next one at ${next}`, () => {
    expect(iso(startOf(at(moment), unit, timeZone))).toBe(start)
    expect(iso(nextStart(at(moment), unit, timeZone))).toBe(next)
  })
})

/** Two months with all changes of the clock of the zones below, in whichever hemisphere. */
const CHANGES = ['2026-03-25', '2026-10-01'].map((day) => [at(`${day}T00:00Z`), 40] as const)

describe.each(['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo'])(
  'in %s',
  (timeZone) => {
    it.each<[CalendarUnit, readonly (readonly [number, days: number])[]]>([
      ['hour', CHANGES],
      ['day', [[at('2026-01-01T00:00Z'), 400]]],
      ['month', [[at('2020-01-01T00:00Z'), 2_000]]],
    ])('every %s begins where the one before ends', (unit, stretches) => {
      const odd: string[] = []
      for (const [fromMs, days] of stretches) {
        let edge = startOf(fromMs, unit, timeZone)
        while (edge < fromMs + days * 86_400_000) {
          const next = nextStart(edge, unit, timeZone)
          const isWhole =
            next > edge &&
            startOf(edge, unit, timeZone) === edge &&
            startOf(next - 1, unit, timeZone) === edge
          if (!isWhole) odd.push(new Date(edge).toISOString())
          edge = Math.max(next, edge + 60_000)
        }
      }
      expect(odd).toEqual([])
    })
  },
)
