import { brokenLink, exportRoute } from '@/app/api/export-route'
import { rejectedFilter } from '@/app/filters/rejected-filter'
import { exportRejected, REJECTED_EXPORT_COLUMNS } from '@/lib/db/rejected/export-rejected'
import { exportFileName } from '@/lib/exports/export-file-name'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'

const WHAT = 'rejected-messages'

/** The rejected messages of a filter as CSV: why each was rejected, never what it said. */
export function GET(request: Request): Promise<Response> {
  return exportRoute(request, async ({ searchParams, context, format }) => {
    const { query, brokenParts } = rejectedQuery.parse(searchParams)
    if (brokenParts.length > 0 || format !== 'csv') return brokenLink()
    return {
      what: WHAT,
      fileName: nameOf(query, context),
      columns: REJECTED_EXPORT_COLUMNS,
      chunks: exportRejected(rejectedFilter(query, context)),
    }
  })
}

function nameOf(query: RejectedQuery, context: { nowMs: number; timeZone: string }): string {
  const { reason, field, state, run, request } = query
  const words = [reason, field, state].flatMap((word) => word ?? [])
  if (run !== undefined) words.push(`run-${run}`)
  if (request !== undefined) words.push(`request-${request}`)
  return exportFileName({ what: WHAT, time: boundsOf(query, context), words }, context)
}
