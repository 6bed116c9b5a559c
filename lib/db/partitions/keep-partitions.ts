import { backgroundDatabase } from '@/lib/db/client'

/** How long making one may fail before a login needs it; `claim-upkeep.ts` says how often it is tried. */
const MONTHS_AHEAD = 2

/**
 * Makes the months of `user_logins` ahead that are missing. It waits two seconds at most for those who
 * use the table.
 * @returns how many were made.
 * @throws 55P03 where the table was in use for longer.
 */
export async function keepPartitions(): Promise<number> {
  const [row] = await backgroundDatabase().$queryRaw<{ made: number }[]>`
    SELECT make_login_partitions(${MONTHS_AHEAD}::int) AS made`
  return row?.made ?? 0
}

/**
 * Has the planner look at all months together; autovacuum looks at each alone. It reads a sample of
 * bounded size, however many logins there are.
 */
export async function analyzeLogins(): Promise<void> {
  await backgroundDatabase().$executeRaw`SELECT analyze_logins()`
}
