import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { IS_ACTIVE } from '@/lib/db/runs/run-totals'

/** How many runs are active on the same queue beside this one, in whichever process. */
export async function countOtherActiveRuns(run: { id: number; key: string }): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM ingest_runs r
               JOIN ingest_runs this ON this.key = ${run.key}::uuid
               WHERE ${IS_ACTIVE} AND r.key <> this.key
                 AND (r.mode = 'redrive') = (this.mode = 'redrive')`,
  )
  return row?.count ?? 0
}
