import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { IS_ACTIVE } from '@/lib/db/runs/run-totals'

/** How many runs are active beside this one, in whichever process. */
export async function countOtherActiveRuns(run: { id: number; key: string }): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM ingest_runs r
               WHERE ${IS_ACTIVE} AND r.key <> ${run.key}::uuid`,
  )
  return row?.count ?? 0
}
