import { listRuns } from '@/lib/db/runs/list-runs'
import type { RunSummary } from '@/lib/model/ledger'

/** The newest runs, newest first. */
export async function listRecentRuns(limit: number): Promise<RunSummary[]> {
  return (await listRuns({ limit })).rows
}
