import { describe, expect, it } from 'vitest'
import { nextTimes, readExpression } from '@/lib/ingest/schedule/next-times'

const iso = (times: Date[]) => times.map((time) => time.toISOString().slice(0, 16))
const AT = new Date('2026-03-27T12:00:00Z')

describe('the next times of a schedule', () => {
  it.each([
    ['*/15 * * * *', 'UTC', ['2026-03-27T12:15', '2026-03-27T12:30', '2026-03-27T12:45']],
    ['0 2 * * *', 'UTC', ['2026-03-28T02:00', '2026-03-29T02:00', '2026-03-30T02:00']],
    // Clocks are put forward on 29 March at two: three comes at once instead of half past two.
    ['30 2 * * *', 'Europe/Berlin', ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']],
    ['0 9 * * 1-5', 'Asia/Kolkata', ['2026-03-30T03:30', '2026-03-31T03:30', '2026-04-01T03:30']],
    ['0 0 29 2 *', 'UTC', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
  ])('of %s in %s', (cron, timeZone, expected) => {
    expect(iso(nextTimes({ cron, timeZone }, AT, 3))).toEqual(expected)
  })

  it('hold an hour that comes twice once', () => {
    const autumn = new Date('2026-10-24T12:00:00Z')
    const times = iso(nextTimes({ cron: '30 2 * * *', timeZone: 'Europe/Berlin' }, autumn, 2))
    expect(times).toEqual(['2026-10-25T00:30', '2026-10-26T01:30'])
  })
})

describe('what somebody types', () => {
  it.each([
    ['0 2 * * *', 'Europe/Nowhere', /no such time zone/],
    ['0 2 * *', 'UTC', /five parts/],
    ['0 0 2 * * *', 'UTC', /five parts/],
    ['@daily', 'UTC', /five parts/],
    ['61 2 * * *', 'UTC', /no cron expression/],
    ['a b c d e', 'UTC', /no cron expression/],
    ['0 0 30 2 *', 'UTC', /never comes/],
    ['', 'UTC', /five parts/],
  ])('%s in %s is refused in words', (cron, timeZone, words) => {
    const read = readExpression({ cron, timeZone }, AT, 3)
    expect(read.kind === 'wrong' && read.problem).toMatch(words)
  })

  it('is read with its next times', () => {
    const read = readExpression({ cron: '0 2 * * *', timeZone: 'UTC' }, AT, 3)
    expect(read.kind === 'read' && read.nextTimes).toHaveLength(3)
    expect(readExpression({ cron: '0 2 * * *', timeZone: 'UTC' }, AT, 1).kind).toBe('read')
  })
})
