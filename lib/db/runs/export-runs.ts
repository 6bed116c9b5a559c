import { Prisma } from '@/lib/db/generated/client'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { type RunsFilter, whereRuns } from '@/lib/db/runs/list-runs'
import { type RunRecord, SELECT_RUNS, toRunSummary } from '@/lib/db/runs/run-totals'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** All runs of a filter, newest first, as of one moment: see `readSnapshot`. */
export async function* exportRuns(
  filter: RunsFilter,
): AsyncGenerator<RunSummary[], void, undefined> {
  const select = Prisma.sql`${SELECT_RUNS} WHERE ${whereRuns(filter)} ORDER BY r.id DESC`
  for await (const records of readSnapshot<RunRecord>([select])) yield records.map(toRunSummary)
}
