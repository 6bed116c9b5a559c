import { database } from '@/lib/db/client'

/** A run whose process was silent for longer is taken to be interrupted. */
export const RUN_STALE_SECONDS = 6

/**
 * Notes that a run's process is alive and what it is waiting for, if anything. A run that was taken
 * for interrupted, because its process could not say so in time, is running again.
 * @param lanes how many it has now; null to leave them.
 * @returns whether it is to stop, or has been ended; `unknown` where the database has no such run (it
 *   was restored, or failed over to a server that was behind).
 */
export async function heartbeatRun(
  run: { id: number; key: string },
  problem: string | null,
  lanes: number | null = null,
): Promise<'go-on' | 'stop' | 'unknown'> {
  const [row] = await database().$queryRaw<{ known: boolean; stop: boolean | null }[]>`
    WITH beat AS (
      UPDATE ingest_runs
      SET heartbeat_at = now(), problem = ${problem}, ended_at = NULL,
          lanes = coalesce(${lanes}::int, lanes),
          state = CASE WHEN stop_requested_at IS NULL THEN 'running' ELSE 'stopping' END
      WHERE id = ${run.id}::int AND key = ${run.key}::uuid
        AND state IN ('running', 'stopping', 'interrupted')
      RETURNING stop_requested_at IS NOT NULL AS stop
    )
    SELECT (SELECT stop FROM beat) AS stop,
      EXISTS (SELECT FROM ingest_runs WHERE id = ${run.id}::int AND key = ${run.key}::uuid) AS known`
  if (row === undefined || !row.known) return 'unknown'
  return row.stop === false ? 'go-on' : 'stop'
}
