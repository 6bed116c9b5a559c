import { sharedFilter } from '@/app/(console)/devices/shared-filter'
import { answer } from '@/app/api/answer'
import { exportOptions } from '@/app/api/export-options'
import { foreignExport } from '@/app/api/foreign-export'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { exportShared, SHARED_EXPORT_COLUMNS } from '@/lib/db/shared/export-shared'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportResponse } from '@/lib/exports/export-response'
import type { RecordFormat } from '@/lib/format/record-format'
import { MIN_USERS, type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import { shortToken } from '@/lib/model/token'
import { recordExport } from '@/lib/reveal/record-export'

type Params = { params: Promise<{ kind: string }> }

/** The shared devices, or IPs, of a filter as a file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-shared', async (user) => {
    const { kind } = await params
    if (kind !== 'device' && kind !== 'ip') return new Response('Not found.', { status: 404 })
    const { searchParams } = new URL(request.url)
    const { query, brokenParts } = sharedQuery.parse(searchParams)
    const options = exportOptions(searchParams)
    // A file says nothing of what it left out.
    if (brokenParts.length > 0 || options === null) {
      return new Response('This link is broken.', { status: 400 })
    }
    const { sort, order } = query
    const { id, format } = options
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const what = kind === 'device' ? 'shared-devices' : 'shared-ips'
    const filter = await sharedFilter(kind, query, { ...context, email: user.email })
    const chunks = exportShared({ ...filter, sort, order, format })
    return exportResponse({
      id,
      userId: user.id,
      what,
      fileName: nameOf(what, query, { ...context, format }),
      format,
      columns: SHARED_EXPORT_COLUMNS[kind],
      chunks: recordExport(actor, what, chunks),
    })
  })
}

function nameOf(
  what: string,
  query: SharedQuery,
  { format, ...context }: { nowMs: number; timeZone: string; format: RecordFormat },
): string {
  const time = query.since === undefined ? {} : { fromMs: Date.parse(query.since) }
  return exportFileName({ what, time, words: wordsOf(query), format }, context)
}

/** What else the list is narrowed to, as the file's name says it. */
function wordsOf(query: SharedQuery): string[] {
  const { users, recent, active, new: newest, token, mark, assignee } = query
  return [
    ...(users === MIN_USERS ? [] : [`${users}-users-or-more`]),
    ...(recent === undefined ? [] : [`${recent}-users-in-time`]),
    ...(active === undefined ? [] : [`active-${active}-days`]),
    ...(newest === undefined ? [] : [`new-${newest}-days`]),
    ...(token === undefined ? [] : [`token-${shortToken(token)}`]),
    ...(assignee === undefined ? [] : ['assigned']),
    ...(mark === undefined ? [] : [`review-${mark}`]),
  ]
}
