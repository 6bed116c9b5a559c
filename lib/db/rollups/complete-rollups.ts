import { withConnection } from '@/lib/db/connection/connection'
import { type OnStep, rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'

/** The migration that leaves the days of older pairs to the logins. */
const LEFT_OPEN_BY = '20261130001500_shared_windows'

/**
 * Computes what a migration just applied has left open in the rollups, beside ingestion and readers.
 * @param applied the names of the migrations that were applied just now.
 */
export async function completeRollups(applied: readonly string[], onStep?: OnStep): Promise<void> {
  if (applied.includes(LEFT_OPEN_BY) && (await isLeftOpen())) await rebuildRollups(onStep)
}

/** Cheap: of pairs that were there before, the very first tells. */
async function isLeftOpen(): Promise<boolean> {
  return withConnection(async (client) => {
    const { rows } = await client.query<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM device_users WHERE last_day = '-infinity')
         OR EXISTS (SELECT FROM ip_users WHERE last_day = '-infinity') AS open`,
    )
    return rows[0]?.open ?? false
  })
}
