import { answer } from '@/app/api/answer'
import { exportOptions } from '@/app/api/export-options'
import { foreignExport } from '@/app/api/foreign-export'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { exportBatches } from '@/lib/db/ledger/export-batches'
import { findRun } from '@/lib/db/runs/find-run'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportResponse } from '@/lib/exports/export-response'
import { BATCH_RECORD } from '@/lib/exports/records/batch-record'
import { exportRecords } from '@/lib/exports/records/export-records'
import { runNumberSchema } from '@/lib/model/query/run-number'
import { recordExport } from '@/lib/reveal/record-export'

type Params = { params: Promise<{ id: string }> }

/** The batches of a run as a file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-batches', async (user) => {
    const run = runNumberSchema.safeParse((await params).id)
    const options = exportOptions(new URL(request.url).searchParams)
    if (options === null) return new Response('This link is broken.', { status: 400 })
    if (!run.success || (await findRun(run.data)) === null) {
      return new Response('There is no such run.', { status: 404 })
    }
    const { id, format } = options
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const what = `batches of run ${run.data}`
    const chunks = exportRecords(BATCH_RECORD, exportBatches(run.data), format)
    return exportResponse({
      id,
      userId: user.id,
      what: 'batches',
      fileName: exportFileName({ what: `run-${run.data}-batches`, format }, context),
      format,
      columns: BATCH_RECORD.map(({ name }) => name),
      chunks: recordExport(actor, what, chunks),
    })
  })
}
