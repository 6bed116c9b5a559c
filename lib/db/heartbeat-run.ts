import { database } from '@/lib/db/client'

/** A run whose process was silent for longer is taken to be interrupted. */
export const RUN_STALE_SECONDS = 6

/**
 * Notes that a run's process is alive and what it is waiting for, if anything. A run that was taken
 * for interrupted, because its process could not say so in time, is running again.
 * @returns whether somebody asked it to stop.
 */
export async function heartbeatRun(runId: number, problem: string | null): Promise<boolean> {
  const [row] = await database().$queryRaw<{ stop: boolean }[]>`
    UPDATE ingest_runs
    SET heartbeat_at = now(), problem = ${problem}, ended_at = NULL,
        state = CASE WHEN stop_requested_at IS NULL THEN 'running' ELSE 'stopping' END
    WHERE id = ${runId}
    RETURNING stop_requested_at IS NOT NULL AS stop`
  return row?.stop ?? true
}
