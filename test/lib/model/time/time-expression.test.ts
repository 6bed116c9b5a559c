import { describe, expect, it } from 'vitest'
import { parseTimeExpression } from '@/lib/model/time/time-expression'

/** A Thursday afternoon in Berlin. */
const NOW = '2026-11-26T14:30:00Z'
const BERLIN = 'Europe/Berlin'

/** What an expression means, as its ends in UTC; or why it means nothing. */
function read(text: string, { now = NOW, timeZone = BERLIN } = {}): string {
  const nowMs = Date.parse(now)
  const found = parseTimeExpression(text, { nowMs, timeZone })
  if (found.kind === 'range') return found.range
  if (found.kind !== 'bounds') return found.kind
  const end = (ms: number | undefined) =>
    ms === undefined ? '' : new Date(ms).toISOString().replace(/(?::00)?\.000Z$/, '')
  return `${end(found.bounds.fromMs)}/${end(found.bounds.toMs)}`
}

describe('parseTimeExpression', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['today', 'today'],
    ['Yesterday', 'yesterday'],
    ['this week', 'this-week'],
    ['last week', 'last-week'],
    ['this  month', 'this-month'],
    ['last month', 'last-month'],
    ['2d', '2d'],
    ['2 d', '2d'],
    ['90 min', '90m'],
    ['90min', '90m'],
    ['1h', '1h'],
    ['24 hours', '24h'],
    ['2w', '14d'],
    ['last hour', '1h'],
    ['past 3 days', '3d'],
    ['last 15 minutes', '15m'],
  ])('takes %j for a range', (text, range) => expect(read(text)).toBe(range))

  const NOV_17 = '2026-11-16T23:00/2026-11-17T23:00'
  it.each([
    ['tue', '2026-11-23T23:00/2026-11-24T23:00'],
    ['Tuesday', '2026-11-23T23:00/2026-11-24T23:00'],
    ['tues', '2026-11-23T23:00/2026-11-24T23:00'],
    ['last tue', '2026-11-23T23:00/2026-11-24T23:00'],
    ['thu', '2026-11-25T23:00/2026-11-26T23:00'],
    ['last thu', '2026-11-18T23:00/2026-11-19T23:00'],
    ['fri', '2026-11-19T23:00/2026-11-20T23:00'],
    ['nov 17', NOV_17],
    ['17 nov', NOV_17],
    ['November 17th', NOV_17],
    ['17. November', NOV_17],
    ['17.11.', NOV_17],
    ['17.11.2026', NOV_17],
    ['2026-11-17', NOV_17],
    ['2026/11/17', NOV_17],
    ['tue, nov 17', NOV_17],
    ['Tue, Nov 17, 2026', NOV_17],
    ['9 days ago', NOV_17],
    ['dec 24', '2025-12-23T23:00/2025-12-24T23:00'],
    ['nov 17 2025', '2025-11-16T23:00/2025-11-17T23:00'],
    ['feb 29', '2024-02-28T23:00/2024-02-29T23:00'],
    ['october', '2026-09-30T22:00/2026-10-31T23:00'],
    ['dec', '2025-11-30T23:00/2025-12-31T23:00'],
    ['nov 2025', '2025-10-31T23:00/2025-11-30T23:00'],
    ['2025-11', '2025-10-31T23:00/2025-11-30T23:00'],
    ['2025', '2024-12-31T23:00/2025-12-31T23:00'],
  ])('takes %j for days', (text, bounds) => expect(read(text)).toBe(bounds))

  it.each([
    ['14:00-15:00', '2026-11-26T13:00/2026-11-26T14:00'],
    ['14:00 – 15:00', '2026-11-26T13:00/2026-11-26T14:00'],
    ['14:00 to 15:00', '2026-11-26T13:00/2026-11-26T14:00'],
    ['16:00-17:00', '2026-11-25T15:00/2026-11-25T16:00'],
    ['9-17', '2026-11-26T08:00/2026-11-26T16:00'],
    ['2pm-3pm', '2026-11-26T13:00/2026-11-26T14:00'],
    ['2:30 pm', '2026-11-26T13:30/2026-11-26T13:31'],
    ['12am-1am', '2026-11-25T23:00/2026-11-26T00:00'],
    ['14:05', '2026-11-26T13:05/2026-11-26T13:06'],
    ['14:05:30', '2026-11-26T13:05:30/2026-11-26T13:05:31'],
    ['2pm', '2026-11-26T13:00/2026-11-26T14:00'],
    ['nov 17 14:00', '2026-11-17T13:00/2026-11-17T13:01'],
    ['nov 17 2pm', '2026-11-17T13:00/2026-11-17T14:00'],
    ['14:00 nov 17', '2026-11-17T13:00/2026-11-17T13:01'],
    ['2026-11-17 14:00', '2026-11-17T13:00/2026-11-17T13:01'],
    ['2026-11-17T14:00:05', '2026-11-17T13:00:05/2026-11-17T13:00:06'],
    ['2026-11-17T14:00:05Z', '2026-11-17T14:00:05/2026-11-17T14:00:06'],
    ['2026-11-17T14:00:05.250+02:00', '2026-11-17T12:00:05.250Z/2026-11-17T12:00:05.251Z'],
    ['nov 17 14:00 utc', '2026-11-17T14:00/2026-11-17T14:01'],
    ['nov 17 14:00 UTC+5:30', '2026-11-17T08:30/2026-11-17T08:31'],
    ['tue 9-17', '2026-11-24T08:00/2026-11-24T16:00'],
    ['nov 17 14:00-15:00', '2026-11-17T13:00/2026-11-17T14:00'],
    ['nov 17 22:00-02:00', '2026-11-17T21:00/2026-11-18T01:00'],
    ['22:00-02:00', '2026-11-25T21:00/2026-11-26T01:00'],
    ['nov 17 14:00 - nov 18 02:00', '2026-11-17T13:00/2026-11-18T01:00'],
    ['yesterday 14:00-15:00', '2026-11-25T13:00/2026-11-25T14:00'],
    ['yesterday 20:00-24:00', '2026-11-25T19:00/2026-11-25T23:00'],
  ])('takes %j for times of day', (text, bounds) => expect(read(text)).toBe(bounds))

  it.each([
    ['nov 17 - nov 19', '2026-11-16T23:00/2026-11-19T23:00'],
    ['nov 17-19', '2026-11-16T23:00/2026-11-19T23:00'],
    ['17-19 nov', '2026-11-16T23:00/2026-11-19T23:00'],
    ['17-19 nov 2025', '2025-11-16T23:00/2025-11-19T23:00'],
    ['mon-wed', '2026-11-22T23:00/2026-11-25T23:00'],
    ['fri - mon', '2026-11-19T23:00/2026-11-23T23:00'],
    ['dec 30 - jan 2', '2025-12-29T23:00/2026-01-02T23:00'],
    ['nov 17 - nov 30', '2026-11-16T23:00/2026-11-30T23:00'],
    ['nov 17 - nov 19 2024', '2024-11-16T23:00/2024-11-19T23:00'],
    ['yesterday - today', '2026-11-24T23:00/2026-11-26T23:00'],
    ['sep - oct', '2026-08-31T22:00/2026-10-31T23:00'],
    ['from nov 17 to nov 19', '2026-11-16T23:00/2026-11-19T23:00'],
    ['since tue', '2026-11-23T23:00/'],
    ['from tue', '2026-11-23T23:00/'],
    ['tue - now', '2026-11-23T23:00/'],
    ['tue -', '2026-11-23T23:00/'],
    ['since 14:00', '2026-11-26T13:00/'],
    ['before nov 17', '/2026-11-16T23:00'],
    ['until nov 17', '/2026-11-17T23:00'],
    ['until nov 17 14:00', '/2026-11-17T13:00'],
  ])('takes %j for a span', (text, bounds) => expect(read(text)).toBe(bounds))

  it.each([
    'soon',
    '17',
    'tue tue',
    '- nov 17',
    '25:00',
    '14:60',
    '13pm',
    'nov 31',
    '2026-02-29',
    '3/4',
    'mon nov 17',
    'nov 19 2026 - nov 17 2026',
    'nov 17 15:00 - nov 17 14:00',
    '0d',
    '99999999 d',
    '9999 d',
    'since nov 17 - nov 19',
    'tue since',
    '1950-01-01',
    '203.0.113.135',
    '111-22-3333',
    'nov 17 🙂',
    'last',
    '9-47',
  ])('does not understand %j', (text) => expect(read(text)).toBe('unknown'))

  it('says what is wrong with a day', () => {
    const context = { nowMs: Date.parse(NOW), timeZone: BERLIN }
    expect(parseTimeExpression('mon nov 17', context)).toEqual({
      kind: 'unknown',
      problem: 'Nov 17, 2026 is a Tuesday.',
    })
    expect(parseTimeExpression('3/4', context)).toMatchObject({
      problem: 'Name the month, since 3/4 may be March or April.',
    })
  })

  it.each([
    // Clocks go back at three: the day has 25 hours.
    ['2026-10-25', BERLIN, '2026-10-24T22:00/2026-10-25T23:00'],
    ['2026-10-25 2:30-3:30', BERLIN, '2026-10-25T00:30/2026-10-25T02:30'],
    ['2026-10-25 2:30 utc+1 - 3:30', BERLIN, '2026-10-25T01:30/2026-10-25T02:30'],
    // Clocks go on at two: the day has 23, and half past two is half past three.
    ['2026-03-29', BERLIN, '2026-03-28T23:00/2026-03-29T22:00'],
    ['2026-03-29 2:30', BERLIN, '2026-03-29T01:30/2026-03-29T01:31'],
    ['2026-11-17', 'Asia/Kolkata', '2026-11-16T18:30/2026-11-17T18:30'],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00/2026-04-05T13:30'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00/2026-04-24T21:00'],
    ['2011-12-29 - 2011-12-31', 'Pacific/Apia', '2011-12-29T10:00/2011-12-31T10:00'],
    ['tue', 'Pacific/Auckland', '2026-11-23T11:00/2026-11-24T11:00'],
    ['today 0:00-1:00', 'Pacific/Auckland', '2026-11-26T11:00/2026-11-26T12:00'],
  ])('reads %j in %s', (text, timeZone, bounds) => expect(read(text, { timeZone })).toBe(bounds))
})
