import { database } from '@/lib/db/client'

export type Due = { cron: string; timeZone: string; dueAt: Date /** By the database. */; now: Date }

/** The time of the schedule that has come, or was missed; null where none has. */
export async function findDue(): Promise<Due | null> {
  const [due] = await database().$queryRaw<Due[]>`
    SELECT cron, time_zone AS "timeZone", next_due_at AS "dueAt", now() AS now
    FROM ingest_plan WHERE cron IS NOT NULL AND next_due_at <= now()`
  return due ?? null
}
