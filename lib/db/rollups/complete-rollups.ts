import { withConnection } from '@/lib/db/connection/connection'
import { type OnStep, rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { NO_DAY } from '@/lib/db/rollups/rollup-tables'

/** The migrations that leave the days of older pairs, and when they were first seen, to the logins. */
const LEFT_OPEN_BY = ['20261130001500_shared_windows', '20261201009100_pair_days']

/** Enough: a rebuild computes all pairs or none, and tokens sort in no particular order, so that any sample tells. */
const LOOKED_AT = 1_000

/**
 * Computes what migrations have left open in the rollups, beside ingestion and readers: migrations of just now, or
 * earlier ones whose completion was interrupted. Does nothing for a role that does not own the tables.
 * @param applied the names of the migrations that were applied just now.
 */
export async function completeRollups(applied: readonly string[], onStep?: OnStep): Promise<void> {
  const isJustNow = LEFT_OPEN_BY.some((name) => applied.includes(name))
  if (await isLeftOpen(isJustNow)) await rebuildRollups(onStep)
}

/** Cheap, but for the days of IPs, which alone tell where no login has a device. */
async function isLeftOpen(withDays: boolean): Promise<boolean> {
  return withConnection(async (client) => {
    const { rows } = await client.query<{ open: boolean }>(
      `SELECT pg_has_role(relowner, 'USAGE') AND (
           EXISTS (SELECT FROM (SELECT first_seen FROM device_users ORDER BY device, user_id LIMIT ${LOOKED_AT}) AS pair
             WHERE first_seen = '-infinity')
           ${withDays ? `OR ${ANY_WRONG_DAY}` : ''}) AS open
       FROM pg_class WHERE oid = 'device_users'::regclass`,
    )
    return rows[0]?.open ?? false
  })
}

const ANY_WRONG_DAY = `EXISTS (SELECT FROM ip_users
  WHERE (last_day > ${NO_DAY}) IS DISTINCT FROM EXISTS (SELECT FROM shared_ips WHERE token = ip))`
