import { database } from '@/lib/db/client'
import type { Schedule } from '@/lib/model/pipeline/workers'

/** The schedule; null where none is set. */
export async function readSchedule(): Promise<Schedule | null> {
  const plan = await database().ingestPlan.findFirst()
  if (plan?.cron == null || plan.timeZone === null || plan.nextDueAt === null) return null
  return {
    cron: plan.cron,
    timeZone: plan.timeZone,
    scheduledBy: plan.scheduledBy ?? '',
    nextDueAt: plan.nextDueAt.toISOString(),
    lastDueAt: plan.lastDueAt?.toISOString() ?? null,
    lastRunId: plan.lastRunId,
    lastOutcome: plan.lastOutcome,
  }
}
