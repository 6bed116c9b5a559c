import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Beyond this the count stops; show it as `10,000+`. */
export const REJECTED_COUNT_CAP = 10_000

/** How many rejected messages are on record, exact up to `REJECTED_COUNT_CAP` and one more beyond. */
export function countRejected(): Promise<number> {
  return countWhere(Prisma.sql`true`)
}

/** How many of them an admin has neither returned nor discarded; capped in the same way. */
export function countRejectedKept(): Promise<number> {
  return countWhere(Prisma.sql`state = 'kept'`)
}

async function countWhere(condition: Prisma.Sql): Promise<number> {
  const [found] = await database().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count
    FROM (
      SELECT 1 FROM rejected_messages WHERE ${condition} LIMIT ${REJECTED_COUNT_CAP + 1}
    ) counted`
  return found.count
}
