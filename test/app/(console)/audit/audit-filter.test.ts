import { expect, it } from 'vitest'
import { auditFilter } from '@/app/filters/audit-filter'

const nowMs = Date.parse('2026-11-26T23:30:00Z')

it.each([
  ['UTC', '2026-11-26T00:00:00.000Z', '2026-11-27T00:00:00.000Z'],
  ['Europe/Berlin', '2026-11-26T23:00:00.000Z', '2026-11-27T23:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-26T18:30:00.000Z', '2026-11-27T18:30:00.000Z'],
])('means the day of %s by today', (timeZone, from, until) => {
  const filter = auditFilter({ range: 'today' }, { nowMs, timeZone })
  expect([filter.from?.toISOString(), filter.until?.toISOString()]).toEqual([from, until])
})

it('takes a time as it is, in any zone', () => {
  const from = '2026-11-26T09:00:00.000Z'
  const filter = auditFilter({ from }, { nowMs, timeZone: 'Asia/Kolkata' })
  expect(filter.from?.toISOString()).toBe(from)
  expect(filter.until).toBeUndefined()
})
