import { expect, it } from 'vitest'
import { Prisma } from '@/lib/db/generated/client'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { describeFailure } from '@/lib/errors'
import { limitTransactions } from '@/test/support/database/limit-transactions'
import { useServices } from '@/test/support/services'

const services = useServices()

const NUMBERS = Prisma.sql`SELECT n FROM generate_series(1, 5000) AS n`

it('ends with an error, not as if it were whole, once nobody reads on', async () => {
  const reader = readSnapshot<{ n: number }>([NUMBERS], { timeoutMs: 4_000 })
  await reader.next()
  await expect.poll(openSnapshots).toBe(1)
  await expect.poll(openSnapshots).toBe(0)
  let read = 1_000
  const readOn = async () => {
    for await (const rows of reader) read += rows.length
  }
  const failure = await readOn().catch((error: unknown) => error)
  expect(describeFailure(failure)).toBe('Idle in transaction too long (25P03)')
  expect(read).toBeLessThan(5_000)
})

it('lets a reader take longer in all than it may pause, and than the database lets a transaction', async () => {
  await limitTransactions(services, 4_000)
  let read = 0
  const numbers = Prisma.sql`SELECT n FROM generate_series(1, 15000) AS n`
  for await (const rows of readSnapshot<{ n: number }>([numbers], { timeoutMs: 4_000 })) {
    read += rows.length
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
  expect(read).toBe(15_000)
})

it('reads all of its queries as of one moment, whatever is written between them', async () => {
  await services.query('CREATE TABLE counted AS SELECT 1 AS n')
  const numbers = Prisma.sql`SELECT n FROM counted`
  const read: number[] = []
  for await (const rows of readSnapshot<{ n: number }>([numbers, numbers])) {
    read.push(...rows.map(({ n }) => n))
    await services.query('INSERT INTO counted VALUES (2)')
  }
  expect(read).toEqual([1, 1])
  await services.query('DROP TABLE counted')
})

async function openSnapshots(): Promise<number> {
  const rows = await services.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'idle in transaction'`,
  )
  return rows.length
}
