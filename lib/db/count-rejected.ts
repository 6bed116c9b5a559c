import { database } from '@/lib/db/client'

/** Beyond this the count stops; show it as `10,000+`. */
export const REJECTED_COUNT_CAP = 10_000

/** How many rejected messages are on record, exact up to `REJECTED_COUNT_CAP` and one more beyond. */
export async function countRejected(): Promise<number> {
  const [found] = await database().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count
    FROM (SELECT 1 FROM rejected_messages LIMIT ${REJECTED_COUNT_CAP + 1}) counted`
  return found.count
}
