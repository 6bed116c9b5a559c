import { database } from '@/lib/db/client'

/** Asks all consoles and workers to pause, or to go on. */
export async function setPaused(isPaused: boolean, by: string): Promise<void> {
  await database().$executeRaw`
    INSERT INTO ingest_plan AS plan (is_paused, paused_by, paused_since)
    VALUES (${isPaused}, ${by}, now())
    ON CONFLICT (is_only) DO UPDATE SET is_paused = excluded.is_paused,
      paused_by = excluded.paused_by, paused_since = excluded.paused_since
    WHERE plan.is_paused <> excluded.is_paused`
}
