import { expect, it } from 'vitest'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { useServices } from '@/test/support/services'

useServices()

it('shows the day before now where there is no login yet, not one that is to come', async () => {
  const nowMs = Date.parse('2026-11-21T12:30:00Z')
  const { unit, bars, endMs } = await countOverTime({}, { timeZone: 'UTC', nowMs })
  expect(unit).toBe('hour')
  expect(bars[0]?.atMs).toBe(Date.parse('2026-11-20T12:00:00Z'))
  expect(endMs).toBe(Date.parse('2026-11-21T13:00:00Z'))
  expect(bars.every(({ logins }) => logins === 0)).toBe(true)
})
