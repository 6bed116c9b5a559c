import { database, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { RetentionStep } from '@/lib/model/retention/retained-tables'

/** Nights begin at this hour, UTC. */
const NIGHT_HOUR = 3

/**
 * Whether the work of this night is still to be done, or was begun and not ended; what failed is tried again in an hour.
 * What ended later than now did so before the database's clock was put back: which night that was is not known.
 */
export async function isRetentionDue(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ due: boolean }[]>`
    SELECT coalesce(bool_or(finished_at < date_trunc('day', now() - ${NIGHT}, 'UTC') + ${NIGHT}
      OR problem IS NOT NULL AND finished_at < now() - interval '1 hour' OR finished_at IS NULL
      OR started_at > finished_at OR finished_at > now() + interval '1 minute'), true)
      AS due
    FROM retention_progress`
  return row?.due ?? false
}

const NIGHT = Prisma.sql`make_interval(hours => ${NIGHT_HOUR}::int)`

/** An end that lies ahead would hide for as long that the work fails from now on. */
export async function noteRetentionStart(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO retention_progress AS known (started_at) VALUES (now())
    ON CONFLICT (is_only) DO UPDATE SET started_at = excluded.started_at, problem = NULL,
      completed_at = least(known.completed_at, excluded.started_at)`
}

/** @param problem why it did not come to its end, in words; null where it did. */
export async function noteRetentionEnd(problem: string | null): Promise<void> {
  await database().$executeRaw`
    UPDATE retention_progress SET finished_at = now(), problem = ${problem},
      completed_at = CASE WHEN ${problem}::text IS NULL THEN now() ELSE completed_at END`
}

/** What a step has deleted; what it deleted last is remembered where this time it was nothing. */
export async function noteRetentionResult(step: RetentionStep, rows: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO retention_results AS t (step, rows, deleted_at, finished_at)
    VALUES (${step}, ${rows}::bigint, CASE WHEN ${rows}::bigint > 0 THEN now() END, now())
    ON CONFLICT (step) DO UPDATE SET finished_at = excluded.finished_at,
      rows = CASE WHEN excluded.rows > 0 THEN excluded.rows ELSE t.rows END,
      deleted_at = coalesce(excluded.deleted_at, t.deleted_at)`
}

/** Where the clearing of what derives from logins stands; null where nothing waits. */
export async function readFollowUp(): Promise<{ step: string; cursor: unknown } | null> {
  const progress = await database().retentionProgress.findFirst()
  const step = progress?.followUp ?? null
  return step === null ? null : { step, cursor: progress?.cursor ?? null }
}

/**
 * Moves that on, unless logins were deleted meanwhile, so that it begins anew.
 * @param step null at its end.
 * @returns whether it was moved on.
 */
export async function noteFollowUp(
  before: string,
  step: string | null,
  cursor: unknown,
  db: Pick<Transaction, '$executeRaw'> = database(),
): Promise<boolean> {
  const json = cursor === null ? null : JSON.stringify(cursor)
  const moved = await db.$executeRaw`
    UPDATE retention_progress SET follow_up = ${step}, cursor = ${json}::jsonb
    WHERE follow_up = ${before}`
  return moved > 0
}
