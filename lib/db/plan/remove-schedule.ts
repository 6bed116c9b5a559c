import { database } from '@/lib/db/client'

/** Ends the schedule. */
export async function removeSchedule(): Promise<void> {
  await database().ingestPlan.updateMany({
    data: { cron: null, timeZone: null, scheduledBy: null, nextDueAt: null },
  })
}
