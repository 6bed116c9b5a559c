import { database } from '@/lib/db/client'
import { type LoginMonths, MAX_LATER_LOGINS } from '@/lib/model/retention/login-months'

type Row = Omit<LoginMonths, 'madeUntil' | 'failingSince'> & {
  madeUntil: Date
  failingSince: Date | null
}

/** Reads up to when the months of the logins are made, and whether making them works. */
export async function readLoginMonths(): Promise<LoginMonths> {
  const [row] = await database().$queryRaw<Row[]>`
    SELECT made.until AS "madeUntil",
      ((extract(year FROM made.until AT TIME ZONE 'UTC') - extract(year FROM now() AT TIME ZONE 'UTC')) * 12
        + extract(month FROM made.until AT TIME ZONE 'UTC') - extract(month FROM now() AT TIME ZONE 'UTC') - 1
      )::int AS "monthsAhead",
      (SELECT count(*)::int FROM (
        SELECT FROM user_logins WHERE sent_at >= made.until LIMIT ${MAX_LATER_LOGINS + 1}::int) AS later
      ) AS "laterLogins",
      kept.failing_since AS "failingSince", kept.problem,
      extract(epoch FROM now() - kept.failing_since)::float8 AS "failingSeconds"
    FROM (SELECT lower_bound AS until FROM login_partitions() WHERE upper_bound IS NULL) AS made
    LEFT JOIN partition_upkeep AS kept ON true`
  if (row === undefined) throw new Error('user_logins has no last partition')
  const { madeUntil, failingSince, ...rest } = row
  return {
    ...rest,
    madeUntil: madeUntil.toISOString(),
    failingSince: failingSince?.toISOString() ?? null,
  }
}
