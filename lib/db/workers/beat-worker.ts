import { database } from '@/lib/db/client'
import type { WorkerKind, WorkerState } from '@/lib/model/pipeline/workers'

/** How a process is, as it says itself. */
export type WorkerReport = {
  key: string
  kind: WorkerKind
  host: string
  pid: number
  version: string
  state: WorkerState
  runId: number | null
  lanes: number
  lanesReason: string | null
  rate: number
  problem: string | null
  /** How long ago it was; ages, since the clocks of hosts differ. Null for never. */
  queueReachedSecondsAgo: number | null
  lastMessageSecondsAgo: number | null
}

/** What is asked of a process. */
export type Asked = {
  isFollowed: boolean
  followedBy: string | null
  /** All processes, or this one alone, are to pause. */
  isPaused: boolean
  lanesWanted: number | null
}

/**
 * Notes that a process is alive and how it is, and answers what is asked of it. A process that the
 * database does not know, or has lost in a restore, is entered.
 */
export async function beatWorker(report: WorkerReport): Promise<Asked> {
  const { kind, state, queueReachedSecondsAgo, lastMessageSecondsAgo } = report
  const [asked] = await database().$queryRaw<Asked[]>`
    WITH beat AS (
      INSERT INTO ingest_workers AS w (key, kind, host, pid, version, state, run_id, lanes,
        lanes_reason, rate, problem, queue_reached_at, last_message_at)
      VALUES (${report.key}::uuid, ${kind}::text::worker_kind, ${report.host}, ${report.pid}::int,
        ${report.version}, ${state}::text::worker_state, ${report.runId}::int, ${report.lanes}::int,
        ${report.lanesReason}, ${report.rate}::float8, ${report.problem},
        now() - make_interval(secs => ${queueReachedSecondsAgo}::float8),
        now() - make_interval(secs => ${lastMessageSecondsAgo}::float8))
      ON CONFLICT (key) DO UPDATE SET heartbeat_at = now(), state = excluded.state,
        run_id = excluded.run_id, lanes = excluded.lanes, lanes_reason = excluded.lanes_reason,
        rate = excluded.rate, problem = excluded.problem,
        queue_reached_at = excluded.queue_reached_at, last_message_at = excluded.last_message_at
      RETURNING w.is_paused, w.lanes_wanted
    )
    SELECT coalesce(p.is_followed, false) AS "isFollowed", p.followed_by AS "followedBy",
      beat.is_paused OR coalesce(p.is_paused, false) AS "isPaused",
      beat.lanes_wanted AS "lanesWanted"
    FROM beat LEFT JOIN ingest_plan p ON true`
  if (asked === undefined) throw new Error('The heartbeat was not answered.')
  return asked
}
