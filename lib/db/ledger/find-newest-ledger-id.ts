import { database } from '@/lib/db/client'

/** The id of the newest batch in the ledger; '0' before the first. */
export async function findNewestLedgerId(): Promise<string> {
  const newest = await database().ingestBatch.findFirst({
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return String(newest?.id ?? 0)
}
