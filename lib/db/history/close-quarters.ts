import { backgroundDatabase } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'

/** As long as what the queue told: more than twice the longest span. */
const KEPT_DAYS = 35
/** The first time, two weeks of batches are added up. */
const TIMEOUT_MS = 10 * 60_000

export const QUARTER_MS = 15 * 60_000
/** SQL: which quarter of an hour a moment is in; they begin alike in every zone of today. */
const quarterOf = (at: Prisma.Sql) =>
  Prisma.sql`date_bin('15 minutes', ${at}, 'epoch'::timestamptz)`

/**
 * Adds up what the ledger says of each quarter of an hour that has been over for another one, and
 * forgets what is older than 35 days. A batch takes the time of its ledger row, and is committed within
 * seconds of it: what is added up stays as it is.
 * @returns how many quarters were added.
 */
export async function closeQuarters(): Promise<number> {
  return transaction(
    async (tx) => {
      const closed = await tx.$executeRaw`
        WITH span AS (
          SELECT coalesce((SELECT max(quarter) + interval '15 minutes' FROM ledger_quarters
                WHERE quarter <= now()),
              now() - make_interval(days => ${KEPT_DAYS}::int)) AS begins,
            ${quarterOf(Prisma.sql`now() - interval '15 minutes'`)} AS ends)
        INSERT INTO ledger_quarters
          (quarter, received, stored, duplicates, rejected, failed, first_run)
        SELECT ${quarterOf(Prisma.sql`committed_at`)}, sum(received), sum(stored), sum(duplicates),
          sum(rejected), sum(failed), min(run_id)
        FROM ingest_batches
        WHERE committed_at >= (SELECT begins FROM span) AND committed_at < (SELECT ends FROM span)
        GROUP BY 1 ON CONFLICT (quarter) DO NOTHING`
      await tx.$executeRaw`
        DELETE FROM ledger_quarters WHERE quarter < now() - make_interval(days => ${KEPT_DAYS}::int)`
      return closed
    },
    { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS },
  )
}
