import { database, type Transaction } from '@/lib/db/client'

/** The id of the newest batch in the ledger; '0' before the first. */
export async function findNewestLedgerId(client: Transaction = database()): Promise<string> {
  const newest = await client.ingestBatch.findFirst({
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return String(newest?.id ?? 0)
}
