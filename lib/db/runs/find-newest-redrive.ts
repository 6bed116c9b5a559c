import { database } from '@/lib/db/client'
import { type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** The newest run that ingested the dead-letter queue, with its batches added up; null before the first. */
export async function findNewestRedrive(): Promise<RunSummary | null> {
  const [record] = await database().$queryRaw<RunRecord[]>`
    ${SELECT_RUNS} WHERE r.id = (SELECT max(id) FROM ingest_runs WHERE mode = 'redrive')`
  return record === undefined ? null : toRunSummary(record)
}
