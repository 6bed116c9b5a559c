import { backgroundDatabase } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** A month that is counted before it is dropped may be tens of millions of rows. */
const TIMEOUT_MS = 10 * 60_000

/** What one call gave up: a whole partition by its name, or the oldest logins of what is not partitioned by month. */
export type DroppedLogins = { rows: number; partition: string | null }

/**
 * Gives up the oldest logins that the settings do not keep: a whole partition where its month is over, whatever its
 * size, or else so many rows at most. One transaction; what is not folded yet, and whoever holds the table,
 * is not waited for.
 * @returns null where nothing is left to give up.
 * @throws 55P03 where something is in the way: it may be called again.
 */
export async function dropLogins(most: number): Promise<DroppedLogins | null> {
  const [dropped] = await transaction(
    (tx) => tx.$queryRaw<{ rows: bigint; dropped: string | null }[]>`
      SELECT rows, dropped FROM retain_logins(${most}::int)`,
    { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS },
  )
  if (dropped === undefined) return null
  return { rows: Number(dropped.rows), partition: dropped.dropped }
}
