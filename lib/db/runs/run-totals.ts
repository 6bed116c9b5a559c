import { Prisma } from '@/lib/db/generated/client'
import { isHeard } from '@/lib/db/is-heard'
import { RUN_STALE_SECONDS } from '@/lib/db/runs/heartbeat-run'
import {
  imbalance,
  type Ledger,
  type RunMode,
  type RunState,
  type RunSummary,
} from '@/lib/model/pipeline/ledger'

/** Whether run `r` works: it says so, and its process was heard of lately. */
export const IS_ACTIVE = Prisma.sql`
  (r.state IN ('running', 'stopping') AND ${isHeard(RUN_STALE_SECONDS, Prisma.sql`r.heartbeat_at`)})`

/**
 * Runs with their batches added up, those that are kept no longer included, to be filtered and ordered by the
 * caller: `SELECT … FROM ingest_runs r` is whole but for WHERE. Sums are float8: exact up to 2^53, and plain
 * numbers here.
 */
export const SELECT_RUNS = Prisma.sql`
  SELECT r.id, r.mode, r.started_by AS "startedBy", r.started_at AS "startedAt",
    CASE WHEN r.state IN ('running', 'stopping') AND NOT ${IS_ACTIVE} THEN 'interrupted'
      ELSE r.state END AS state,
    CASE WHEN r.ended_at IS NULL AND NOT ${IS_ACTIVE} THEN r.heartbeat_at
      ELSE r.ended_at END AS "endedAt",
    r.lanes, r.depth_at_start AS "depthAtStart", r.problem,
    extract(epoch FROM CASE WHEN ${IS_ACTIVE} THEN now()
      ELSE coalesce(r.ended_at, r.heartbeat_at) END - r.started_at)::float8 AS seconds,
    t.*
  FROM ingest_runs r CROSS JOIN LATERAL (
    SELECT coalesce(sum(batches), 0)::int AS batches,
      coalesce(sum(received), 0)::float8 AS received,
      coalesce(sum(stored), 0)::float8 AS stored,
      coalesce(sum(duplicates), 0)::float8 AS duplicates,
      coalesce(sum(rejected), 0)::float8 AS rejected,
      coalesce(sum(failed), 0)::float8 AS failed,
      coalesce(sum(acknowledged), 0)::float8 AS acknowledged
    FROM (
      SELECT 1 AS batches, received, stored, duplicates, rejected, failed, acknowledged
      FROM ingest_batches b WHERE b.run_id = r.id
      UNION ALL
      SELECT batches, received, stored, duplicates, rejected, failed, acknowledged
      FROM dropped_batches d WHERE d.run_id = r.id
    ) AS counted
  ) t`

export type LedgerCounts = Omit<Ledger, 'balanced'>

export type RunRecord = LedgerCounts & {
  id: number
  mode: RunMode
  state: RunState
  startedBy: string
  startedAt: Date
  endedAt: Date | null
  lanes: number
  depthAtStart: number | null
  problem: string | null
  batches: number
  seconds: number
}

/** A record as `SELECT_RUNS` selects it, in the shape pages know. */
export function toRunSummary(record: RunRecord): RunSummary {
  return {
    id: record.id,
    mode: record.mode,
    state: record.state,
    startedBy: record.startedBy,
    startedAt: record.startedAt.toISOString(),
    endedAt: record.endedAt?.toISOString() ?? null,
    lanes: record.lanes,
    depthAtStart: record.depthAtStart,
    problem: record.problem,
    batches: record.batches,
    ledger: toLedger(record),
    seconds: Math.max(0, record.seconds),
  }
}

/** Counts with their own proof. */
export function toLedger(counts: LedgerCounts): Ledger {
  const { received, stored, duplicates, rejected, failed, acknowledged } = counts
  const ledger = { received, stored, duplicates, rejected, failed, acknowledged }
  return { ...ledger, balanced: imbalance(ledger) === 0 }
}
