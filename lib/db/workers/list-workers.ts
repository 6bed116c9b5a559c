import { database, type Reader } from '@/lib/db/client'
import { isHeard } from '@/lib/db/is-heard'
import { WORKER_SILENT_SECONDS, type WorkerView } from '@/lib/model/pipeline/workers'

const MAX_WORKERS = 50
/** One that has ended, or died, is shown for so long. */
const SHOWN_MINUTES = 60

/**
 * The processes that ingest by themselves: those that are there first, the oldest first. Times of what
 * happens all the time are told to five seconds, so that live pages are not told of each heartbeat.
 */
export async function listWorkers(client: Reader = database()): Promise<WorkerView[]> {
  const rows = await client.$queryRaw<Found[]>`
    SELECT key::text, kind::text, host, pid, version, state::text,
      state <> 'ended' AND NOT (${isHeard(WORKER_SILENT_SECONDS)}) AS "isSilent",
      run_id AS "runId", lanes, lanes_reason AS "lanesReason", rate, problem,
      date_bin('5 seconds', queue_reached_at, 'epoch') AS "queueReachedAt",
      date_bin('5 seconds', last_message_at, 'epoch') AS "lastMessageAt",
      date_bin('5 seconds', heartbeat_at, 'epoch') AS "databaseReachedAt",
      started_at AS "startedAt", is_paused AS "isPaused", lanes_wanted AS "lanesWanted"
    FROM ingest_workers
    WHERE heartbeat_at > now() - make_interval(mins => ${SHOWN_MINUTES})
    ORDER BY state = 'ended', ${isHeard(WORKER_SILENT_SECONDS)} DESC, kind, started_at, key
    LIMIT ${MAX_WORKERS}`
  return rows.map((row) => ({
    ...row,
    rate: Math.round(row.rate * 10) / 10,
    queueReachedAt: row.queueReachedAt?.toISOString() ?? null,
    lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
    databaseReachedAt: row.databaseReachedAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
  }))
}

type Moment = 'queueReachedAt' | 'lastMessageAt' | 'databaseReachedAt' | 'startedAt'

type Found = Omit<WorkerView, Moment> & {
  queueReachedAt: Date | null
  lastMessageAt: Date | null
  databaseReachedAt: Date
  startedAt: Date
}
