import { database } from '@/lib/db/client'
import { type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** One run with its batches added up; null if there is none of that id. */
export async function findRun(id: number): Promise<RunSummary | null> {
  const [record] = await database().$queryRaw<RunRecord[]>`${SELECT_RUNS} WHERE r.id = ${id}::int`
  return record === undefined ? null : toRunSummary(record)
}
