import { database } from '@/lib/db/client'
import { IS_ACTIVE, type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/ledger'

/**
 * The run that the overview shows: the newest active one, else the newest of all; null before the
 * first. With it, how many others are active.
 */
export async function findShownRun(): Promise<{
  run: RunSummary | null
  otherActiveRuns: number
}> {
  const [record] = await database().$queryRaw<(RunRecord & { activeRuns: number })[]>`
    WITH active AS MATERIALIZED (
      SELECT id FROM ingest_runs r WHERE ${IS_ACTIVE}
    )
    SELECT shown.*, (SELECT count(*)::int FROM active) AS "activeRuns"
    FROM (${SELECT_RUNS} WHERE r.id = coalesce(
      (SELECT max(id) FROM active), (SELECT max(id) FROM ingest_runs))) shown`
  if (record === undefined) return { run: null, otherActiveRuns: 0 }
  return { run: toRunSummary(record), otherActiveRuns: Math.max(0, record.activeRuns - 1) }
}
