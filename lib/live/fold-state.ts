import { readFoldLag } from '@/lib/db/rollups/read-fold-lag'
import { foldTrouble } from '@/lib/live/fold-trouble'
import type { FoldState } from '@/lib/model/live/folding'

/** How far the rollups are behind, by the database, and what this process knows of why. */
export async function foldState(): Promise<FoldState> {
  const lagMs = (await readFoldLag()) ?? 0
  const { failure, since } = foldTrouble() ?? { failure: null, since: null }
  return { lagMs: Number.isFinite(lagMs) ? Math.max(0, lagMs) : 'adopted', failure, since }
}
