import { database } from '@/lib/db/client'

/** Enters that a process ended by itself, and gives back what it held. */
export async function endWorker(key: string): Promise<void> {
  await database().$executeRaw`
    WITH freed AS (DELETE FROM leases WHERE holder = ${key}::uuid)
    UPDATE ingest_workers
    SET state = 'ended', lanes = 0, rate = 0, problem = NULL, heartbeat_at = now()
    WHERE key = ${key}::uuid`
}
