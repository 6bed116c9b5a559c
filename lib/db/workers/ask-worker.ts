import { database } from '@/lib/db/client'

/** What may be asked of one process; it hears of it with its next heartbeat. */
type Change = { isPaused: boolean } | { lanesWanted: number | null }

/** @returns false where there is no such process, or it has ended. */
export async function askWorker(key: string, change: Change): Promise<boolean> {
  const { count } = await database().ingestWorker.updateMany({
    where: { key, state: { not: 'ended' } },
    data: change,
  })
  return count > 0
}
