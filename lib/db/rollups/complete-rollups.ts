import { withConnection } from '@/lib/db/connection/connection'
import { type OnStep, rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { NO_DAY } from '@/lib/db/rollups/rollup-tables'

/** The migrations that leave the days of older pairs, and when they were first seen, to the logins. */
const LEFT_OPEN_BY = ['20261130001500_shared_windows', '20261201009100_pair_days']

/**
 * Computes what a migration just applied has left open in the rollups, beside ingestion and readers.
 * @param applied the names of the migrations that were applied just now.
 */
export async function completeRollups(applied: readonly string[], onStep?: OnStep): Promise<void> {
  if (LEFT_OPEN_BY.some((name) => applied.includes(name)) && (await isLeftOpen()))
    await rebuildRollups(onStep)
}

/** Cheap: of pairs that were there before, one of the first tells. */
async function isLeftOpen(): Promise<boolean> {
  return withConnection(async (client) => {
    const { rows } = await client.query<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM device_users WHERE first_seen = '-infinity')
         OR EXISTS (SELECT FROM ip_users WHERE (last_day > ${NO_DAY}) IS DISTINCT FROM
           EXISTS (SELECT FROM shared_ips WHERE token = ip)) AS open`,
    )
    return rows[0]?.open ?? false
  })
}
