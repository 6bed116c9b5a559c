import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'

/** Sets the schedule; what the last one missed is not caught up. */
export async function saveSchedule(schedule: {
  cron: string
  timeZone: string
  nextDueAt: Date
  by: string
}): Promise<void> {
  const { cron, timeZone, nextDueAt, by } = schedule
  await database().$executeRaw`
    INSERT INTO ingest_plan (cron, time_zone, scheduled_by, next_due_at)
    VALUES (${cron}, ${timeZone}, ${by}, ${instant(nextDueAt.getTime())})
    ON CONFLICT (is_only) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone,
      scheduled_by = excluded.scheduled_by, next_due_at = excluded.next_due_at,
      last_outcome = NULL`
}
