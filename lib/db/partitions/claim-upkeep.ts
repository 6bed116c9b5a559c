import { backgroundDatabase } from '@/lib/db/client'

/** A month that cannot be made is tried again often before a login needs it: it is made two months ahead. */
const INTERVAL_SECONDS = 3_600
const RETRY_SECONDS = 600
/** A month grows little against those before it in a quarter of a day. */
const ANALYZE_SECONDS = 6 * 3_600

/**
 * Takes on the upkeep of the partitions, where it is due: an hour after the last attempt of any process, ten minutes
 * after one that failed. Those who use the table wait for each attempt, so that it must not become one for each process.
 * @returns null where it is not due; else whether the table is to be analyzed as well.
 */
export async function claimUpkeep(): Promise<{ isAnalysisDue: boolean } | null> {
  const [claimed] = await backgroundDatabase().$queryRaw<{ isAnalysisDue: boolean }[]>`
    INSERT INTO partition_upkeep AS kept (tried_at) VALUES (now())
    ON CONFLICT (is_only) DO UPDATE SET tried_at = excluded.tried_at
    WHERE kept.tried_at > excluded.tried_at + make_interval(secs => ${RETRY_SECONDS}::int)
      OR kept.tried_at <= excluded.tried_at - make_interval(
        secs => CASE WHEN kept.problem IS NULL THEN ${INTERVAL_SECONDS}::int ELSE ${RETRY_SECONDS}::int END)
    RETURNING coalesce(analyzed_at <= now() - make_interval(secs => ${ANALYZE_SECONDS}::int), true)
      AS "isAnalysisDue"`
  return claimed ?? null
}
