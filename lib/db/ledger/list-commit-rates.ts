import { database, type Transaction } from '@/lib/db/client'
import type { RatePoint } from '@/lib/model/live/current-rate'

/** How many messages were committed in each of the last so many whole seconds, zeros included. */
export async function listCommitRates(
  seconds: number,
  client: Transaction = database(),
): Promise<RatePoint[]> {
  return client.$queryRaw<RatePoint[]>`
    SELECT second::float8 AS at, coalesce(committed.received, 0)::float8 AS received
    FROM generate_series(floor(extract(epoch FROM now()))::bigint - ${seconds}::bigint,
                         floor(extract(epoch FROM now()))::bigint - 1) AS second
    LEFT JOIN (
      SELECT floor(extract(epoch FROM committed_at))::bigint AS second, sum(received) AS received
      FROM ingest_batches
      WHERE committed_at >= now() - make_interval(secs => ${seconds + 1})
      GROUP BY 1
    ) AS committed USING (second)
    ORDER BY second`
}
