import { database, type Transaction } from '@/lib/db/client'
import { IS_ACTIVE, type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import { isActive, isOnQueue, type RunSummary } from '@/lib/model/pipeline/ledger'

export type ShownRuns = {
  /** The newest active run, one of the queue before a redrive; else the newest of all; null before the first. */
  run: RunSummary | null
  /** How many runs are active beside it. */
  otherActiveRuns: number
  /** When the oldest active run began; null where none is active. */
  activeSince: Date | null
  /** The newest runs, newest first. */
  recentRuns: RunSummary[]
}

/** The runs that the overview shows, in one statement: the same run has the same figures twice. */
export async function findShownRuns(
  recent: number,
  client: Transaction = database(),
): Promise<ShownRuns> {
  const records = await client.$queryRaw<Found[]>`
    WITH active AS MATERIALIZED (
      SELECT id, mode, started_at FROM ingest_runs r WHERE ${IS_ACTIVE}
    ), newest AS MATERIALIZED (
      SELECT id FROM ingest_runs ORDER BY id DESC LIMIT ${recent}
    )
    SELECT shown.*, (SELECT count(*)::int FROM active) AS "activeRuns",
      (SELECT min(started_at) FROM active) AS "activeSince"
    FROM (${SELECT_RUNS} WHERE r.id IN (
      SELECT id FROM newest UNION SELECT max(id) FROM active GROUP BY mode = 'redrive')) shown
    ORDER BY shown.id DESC`
  const runs = records.map(toRunSummary)
  return {
    run: runs.find(isOnQueue) ?? runs.find(({ state }) => isActive(state)) ?? runs[0] ?? null,
    otherActiveRuns: Math.max(0, (records[0]?.activeRuns ?? 0) - 1),
    activeSince: records[0]?.activeSince ?? null,
    recentRuns: runs.slice(0, recent),
  }
}

type Found = RunRecord & { activeRuns: number; activeSince: Date | null }
