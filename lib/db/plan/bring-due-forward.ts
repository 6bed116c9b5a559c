import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import type { Due } from '@/lib/db/plan/find-due'

/** Has the schedule come earlier, unless it was changed meanwhile. */
export async function bringDueForward(
  { cron, timeZone, dueAt }: Due,
  nextDueAt: Date,
): Promise<void> {
  await database().$executeRaw`
    UPDATE ingest_plan SET next_due_at = ${instant(nextDueAt.getTime())}
    WHERE cron = ${cron} AND time_zone = ${timeZone} AND next_due_at = ${instant(dueAt.getTime())}`
}
