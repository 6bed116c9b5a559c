import { exportRoute } from '@/app/api/export-route'
import { exportBatches } from '@/lib/db/ledger/export-batches'
import { findRun } from '@/lib/db/runs/find-run'
import { exportFileName } from '@/lib/exports/export-file-name'
import { BATCH_RECORD } from '@/lib/exports/records/batch-record'
import { exportRecords } from '@/lib/exports/records/export-records'
import { runNumberSchema } from '@/lib/model/query/run-number'

type Params = { params: Promise<{ id: string }> }

/** The batches of a run as a file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return exportRoute(request, async ({ format, context }) => {
    const run = runNumberSchema.safeParse((await params).id)
    if (!run.success || (await findRun(run.data)) === null) {
      return new Response('There is no such run.', { status: 404 })
    }
    return {
      what: `batches of run ${run.data}`,
      fileName: exportFileName({ what: `run-${run.data}-batches`, format }, context),
      columns: BATCH_RECORD.map(({ name }) => name),
      chunks: exportRecords(BATCH_RECORD, exportBatches(run.data), format),
    }
  })
}
