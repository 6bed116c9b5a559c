import { database } from '@/lib/db/client'

/** Enters why a due time has not started its run yet; it is tried again. */
export async function noteDueFailure(outcome: string): Promise<void> {
  await database().ingestPlan.updateMany({ data: { lastOutcome: outcome } })
}
