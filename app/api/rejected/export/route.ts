import { z } from 'zod'
import { rejectedFilter } from '@/app/(console)/rejected/rejected-filter'
import { answer } from '@/app/api/answer'
import { foreignExport } from '@/app/api/foreign-export'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { exportRejected, REJECTED_EXPORT_COLUMNS } from '@/lib/db/rejected/export-rejected'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportResponse } from '@/lib/exports/export-response'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'
import { recordExport } from '@/lib/reveal/record-export'

const WHAT = 'rejected-messages'

/** What the page asks for the progress by. */
const exportIdSchema = z.uuid().optional()

/** The rejected messages of a filter as a CSV file: why each was rejected, never what it said. */
export function GET(request: Request): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-rejected', async (user) => {
    const { searchParams } = new URL(request.url)
    const { query, brokenParts } = rejectedQuery.parse(searchParams)
    const id = exportIdSchema.safeParse(searchParams.get('export') ?? undefined)
    // A file says nothing of what it left out.
    if (brokenParts.length > 0 || !id.success) {
      return new Response('This link is broken.', { status: 400 })
    }
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const chunks = exportRejected(rejectedFilter(query, context))
    return exportResponse({
      id: id.data,
      userId: user.id,
      what: WHAT,
      fileName: nameOf(query, context),
      columns: REJECTED_EXPORT_COLUMNS,
      chunks: recordExport(actor, WHAT, chunks),
    })
  })
}

function nameOf(query: RejectedQuery, context: { nowMs: number; timeZone: string }): string {
  const { reason, field, state, run, request } = query
  const words = [reason, field, state].flatMap((word) => word ?? [])
  if (run !== undefined) words.push(`run-${run}`)
  if (request !== undefined) words.push(`request-${request}`)
  return exportFileName({ what: WHAT, time: boundsOf(query, context), words }, context)
}
