import { brokenLink, exportRoute } from '@/app/api/export-route'
import { runsFilter } from '@/app/filters/runs-filter'
import { exportRuns } from '@/lib/db/runs/export-runs'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportRecords } from '@/lib/exports/records/export-records'
import { RUN_RECORD } from '@/lib/exports/records/run-record'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import { runsQuery } from '@/lib/model/query/runs-query'

/** The runs of a filter as a file, each with its batches added up. */
export function GET(request: Request): Promise<Response> {
  return exportRoute(request, async ({ searchParams, format, context }) => {
    const { query, brokenParts } = runsQuery.parse(searchParams)
    if (brokenParts.length > 0) return brokenLink()
    const words = query.state === undefined ? [] : [query.state]
    const time = boundsOf(query, context)
    // Whoever started them is not named.
    const isFiltered = query.by !== undefined
    return {
      what: 'runs',
      fileName: exportFileName({ what: 'runs', time, words, isFiltered, format }, context),
      columns: RUN_RECORD.map(({ name }) => name),
      chunks: exportRecords(RUN_RECORD, exportRuns(runsFilter(query, context)), format),
    }
  })
}
