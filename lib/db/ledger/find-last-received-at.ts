import { database, type Reader } from '@/lib/db/client'

/** When the newest batch was entered, by whichever run; null before the first. */
export async function findLastReceivedAt(client: Reader = database()): Promise<Date | null> {
  const [row] = await client.$queryRaw<{ at: Date }[]>`
    SELECT committed_at AS at FROM ingest_batches ORDER BY committed_at DESC LIMIT 1`
  return row?.at ?? null
}
