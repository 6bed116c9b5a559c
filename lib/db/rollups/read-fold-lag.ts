import { reader } from '@/lib/db/replica/read-source'

/**
 * How far the rollups are behind the logins: milliseconds since the oldest batch that is not folded
 * was committed; null where all are folded. Infinite for logins that were here before Veilgate.
 */
export async function readFoldLag(): Promise<number | null> {
  const [oldest] = await reader().$queryRaw<{ lagMs: number | null }[]>`
    SELECT extract(epoch FROM clock_timestamp() - committed_at)::float8 * 1000 AS "lagMs"
    FROM (SELECT batch_id FROM unfolded_batches ORDER BY batch_id LIMIT 1) AS unfolded
    LEFT JOIN ingest_batches ON id = batch_id`
  if (oldest === undefined) return null
  return oldest.lagMs ?? Number.POSITIVE_INFINITY
}
