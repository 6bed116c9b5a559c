import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import type { RetentionStep } from '@/lib/model/retention/retained-tables'
import type { RetentionKind } from '@/lib/model/retention/retention-kinds'
import type {
  RetentionRun,
  RetentionView,
  StepResult,
  TableSize,
} from '@/lib/model/retention/retention-view'

/**
 * What is kept, how much there is of it, and what the nightly work last did. Rows are Postgres's own estimates:
 * counting them would read whole tables.
 * @param most changes at most, the newest first.
 */
export async function readRetention(most: number): Promise<RetentionView> {
  const [now, settings, sizes, oldest, results, run, months, changes] = await Promise.all([
    databaseNow(),
    readRetentionSettings(),
    readSizes(),
    readOldest(),
    readResults(),
    readRun(),
    readLoginMonths(),
    database().retentionChange.findMany({ orderBy: { id: 'desc' }, take: most }),
  ])
  return {
    now: now.toISOString(),
    settings,
    sizes,
    oldest,
    results,
    run,
    months,
    changes: changes.map(({ changedAt, ...change }) => ({
      ...change,
      at: changedAt.toISOString(),
    })),
  }
}

/**
 * A table that was analysed while it was empty, as months made ahead are, or never, has an estimate of no
 * rows: what the server has counted since tells more.
 */
async function readSizes(): Promise<Record<string, TableSize>> {
  const rows = await database().$queryRaw<(TableSize & { name: string })[]>`
    SELECT root.relname AS name, sum(greatest(part.reltuples, pg_stat_get_live_tuples(part.oid)))::float8 AS rows,
      sum(pg_total_relation_size(part.oid))::float8 AS bytes
    FROM pg_class AS root CROSS JOIN LATERAL (
      SELECT root.oid, root.reltuples WHERE root.relkind = 'r'
      UNION ALL
      SELECT child.oid, child.reltuples FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
      WHERE inhparent = root.oid) AS part
    WHERE root.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND root.relkind IN ('r', 'p') AND NOT root.relispartition
    GROUP BY root.relname`
  return Object.fromEntries(rows.map(({ name, ...size }) => [name, size]))
}

/** The ends of three indexes. */
async function readOldest(): Promise<Record<RetentionKind, string | null>> {
  const [row] = await database().$queryRaw<Record<RetentionKind, Date | null>[]>`
    SELECT (SELECT sent_at FROM user_logins ORDER BY sent_at LIMIT 1) AS logins,
      (SELECT rejected_at FROM rejected_messages ORDER BY rejected_at LIMIT 1) AS rejected,
      (SELECT committed_at FROM ingest_batches ORDER BY committed_at LIMIT 1) AS batches`
  const iso = (kind: RetentionKind) => row?.[kind]?.toISOString() ?? null
  return { logins: iso('logins'), rejected: iso('rejected'), batches: iso('batches') }
}

async function readResults(): Promise<Partial<Record<RetentionStep, StepResult>>> {
  const rows = await database().retentionResult.findMany()
  return Object.fromEntries(
    rows.map(({ step, rows: deleted, deletedAt, finishedAt }) => [
      step,
      {
        rows: Number(deleted),
        deletedAt: deletedAt?.toISOString() ?? null,
        finishedAt: finishedAt.toISOString(),
      },
    ]),
  )
}

async function readRun(): Promise<RetentionRun> {
  const run = await database().retentionProgress.findFirst()
  return {
    startedAt: run?.startedAt?.toISOString() ?? null,
    finishedAt: run?.finishedAt?.toISOString() ?? null,
    problem: run?.problem ?? null,
    isFollowingUp: (run?.followUp ?? null) !== null,
  }
}
