import { runsFilter } from '@/app/(console)/runs/runs-filter'
import { answer } from '@/app/api/answer'
import { exportOptions } from '@/app/api/export-options'
import { foreignExport } from '@/app/api/foreign-export'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { exportRuns } from '@/lib/db/runs/export-runs'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportResponse } from '@/lib/exports/export-response'
import { exportRecords } from '@/lib/exports/records/export-records'
import { RUN_RECORD } from '@/lib/exports/records/run-record'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import { runsQuery } from '@/lib/model/query/runs-query'
import { recordExport } from '@/lib/reveal/record-export'

/** The runs of a filter as a file, each with its batches added up. */
export function GET(request: Request): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-runs', async (user) => {
    const { searchParams } = new URL(request.url)
    const { query, brokenParts } = runsQuery.parse(searchParams)
    const options = exportOptions(searchParams)
    // A file says nothing of what it left out.
    if (brokenParts.length > 0 || options === null) {
      return new Response('This link is broken.', { status: 400 })
    }
    const { id, format } = options
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const chunks = exportRecords(RUN_RECORD, exportRuns(runsFilter(query, context)), format)
    const words = query.state === undefined ? [] : [query.state]
    const time = boundsOf(query, context)
    // Whoever started them is not named.
    const isFiltered = query.by !== undefined
    return exportResponse({
      id,
      userId: user.id,
      what: 'runs',
      fileName: exportFileName({ what: 'runs', time, words, isFiltered, format }, context),
      format,
      columns: RUN_RECORD.map(({ name }) => name),
      chunks: recordExport(actor, 'runs', chunks),
    })
  })
}
