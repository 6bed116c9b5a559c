import { expect, it } from 'vitest'
import { partitionLoginsSince } from '@/test/support/database/partition-logins'
import { useServices } from '@/test/support/services'

const services = useServices()

it('gives each month since a moment its partition, and leaves no time without one', async () => {
  await partitionLoginsSince(services, new Date('2025-11-15T12:00:00Z'))
  const months = await services.query<{ name: string; from: Date | null; to: Date | null }>(
    'SELECT name, lower_bound AS "from", upper_bound AS "to" FROM login_partitions()',
  )
  expect(months.slice(0, 4)).toEqual([
    { name: 'user_logins_earlier', from: null, to: new Date('2025-11-01') },
    { name: 'user_logins_202511', from: new Date('2025-11-01'), to: new Date('2025-12-01') },
    { name: 'user_logins_202512', from: new Date('2025-12-01'), to: new Date('2026-01-01') },
    { name: 'user_logins_202601', from: new Date('2026-01-01'), to: new Date('2026-02-01') },
  ])
  expect(months.slice(1).map(({ from }) => from)).toEqual(months.slice(0, -1).map(({ to }) => to))
  expect(months.at(-1)?.to).toBeNull()
})
