import { database } from '@/lib/db/client'
import { IS_ACTIVE } from '@/lib/db/runs/run-totals'

export type RunFigures = {
  active: number
  /** Of the active runs. */
  lanes: number
  /** Not heard of any more, though nobody ended them; within the last hour. */
  interrupted: number
  /** Within the last hour. */
  failed: number
  /** What the ledger's equation is off by in the batches of the last hour. */
  imbalance: number
  /** How long ago a batch was last stored, in seconds; null before the first. */
  storedSecondsAgo: number | null
}

/** What whoever watches wants to know of the runs of all processes, in one statement. */
export async function readRunFigures(): Promise<RunFigures> {
  const [figures] = await database().$queryRaw<RunFigures[]>`
    SELECT count(*) FILTER (WHERE is_active)::int AS active,
      coalesce(sum(lanes) FILTER (WHERE is_active), 0)::int AS lanes,
      count(*) FILTER (WHERE state <> 'failed' AND NOT is_active
        AND heartbeat_at > now() - interval '1 hour')::int AS interrupted,
      count(*) FILTER (WHERE state = 'failed' AND ended_at > now() - interval '1 hour')::int AS failed,
      (SELECT coalesce(sum(abs(received - stored - duplicates - rejected - failed)), 0)::float8
       FROM ingest_batches WHERE committed_at > now() - interval '1 hour') AS imbalance,
      (SELECT extract(epoch FROM clock_timestamp() - committed_at)::float8
       FROM ingest_batches WHERE failed = 0 ORDER BY id DESC LIMIT 1) AS "storedSecondsAgo"
    FROM (
      SELECT r.*, ${IS_ACTIVE} AS is_active FROM ingest_runs r
      WHERE r.state IN ('running', 'stopping', 'interrupted', 'failed')
    ) AS run`
  if (figures === undefined) throw new Error('An aggregate has a row')
  return figures
}
