import { database, type Transaction } from '@/lib/db/client'

/** The database's clock: moments in its rows are compared with it alone, never with a process's. */
export async function databaseNow(
  client: Pick<Transaction, '$queryRaw'> = database(),
): Promise<Date> {
  const [row] = await client.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  return (row as { now: Date }).now
}
