import { database } from '@/lib/db/client'

export type Due = {
  cron: string
  timeZone: string
  dueAt: Date
  /** Whether that has come, or was missed. */
  isDue: boolean
  /** By the database. */
  now: Date
}

/** The next time of the schedule; null where none is set. */
export async function findDue(): Promise<Due | null> {
  const [due] = await database().$queryRaw<Due[]>`
    SELECT cron, time_zone AS "timeZone", next_due_at AS "dueAt", next_due_at <= now() AS "isDue",
      now() AS now
    FROM ingest_plan WHERE cron IS NOT NULL AND next_due_at IS NOT NULL`
  return due ?? null
}
