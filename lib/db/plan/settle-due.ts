import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import type { Due } from '@/lib/db/plan/find-due'

type How = {
  /** When the schedule is due next; null where it never is again. */
  nextDueAt: Date | null
  runId: number | null
  /** Why no run was started; null where one was. */
  outcome: string | null
}

/** Enters what became of a due time, unless the schedule was changed meanwhile. */
export async function settleDue(due: Due, { nextDueAt, runId, outcome }: How): Promise<void> {
  const next = nextDueAt === null ? null : instant(nextDueAt.getTime())
  const ends = nextDueAt === null
  await database().$executeRaw`
    UPDATE ingest_plan SET last_due_at = next_due_at, next_due_at = ${next},
      cron = CASE WHEN ${ends} THEN NULL ELSE cron END,
      last_run_id = coalesce(${runId}::int, last_run_id), last_outcome = ${outcome}
    WHERE cron = ${due.cron} AND time_zone = ${due.timeZone}
      AND next_due_at = ${instant(due.dueAt.getTime())}`
}
