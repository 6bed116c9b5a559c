import { database } from '@/lib/db/client'
import type { RunMode } from '@/lib/model/pipeline/ledger'

/** A run whose process ended without ending it. */
export type UnfinishedRun = {
  id: number
  key: string
  mode: RunMode
  startedBy: string
  lanes: number
  depthAtStart: number | null
  maxPerSecond: number | null
  instance: string | null
  stopRequestedAt: Date | null
}

/** The runs of a launcher's console that nobody ended, oldest first. */
export async function findUnfinishedRuns(instance: string): Promise<UnfinishedRun[]> {
  return database().ingestRun.findMany({
    where: { instance, state: { in: ['running', 'stopping', 'interrupted'] } },
    orderBy: { startedAt: 'asc' },
  })
}
