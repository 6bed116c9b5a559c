import { brokenLink, exportRoute } from '@/app/api/export-route'
import { sharedFilter } from '@/app/filters/shared-filter'
import { exportShared } from '@/lib/db/shared/export-shared'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportRecords } from '@/lib/exports/records/export-records'
import { SHARED_RECORDS } from '@/lib/exports/records/shared-record'
import type { RecordFormat } from '@/lib/format/record-format'
import { MIN_USERS, type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import { isSharedKind } from '@/lib/model/shared/shared-values'
import { shortToken } from '@/lib/model/token'

type Params = { params: Promise<{ kind: string }> }

/** The shared devices, or IPs, of a filter as a file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return exportRoute(request, async ({ user, searchParams, format, context }) => {
    const { kind } = await params
    if (!isSharedKind(kind)) return new Response('Not found.', { status: 404 })
    const { query, brokenParts } = sharedQuery.parse(searchParams)
    if (brokenParts.length > 0) return brokenLink()
    const { sort, order } = query
    const what = `shared-${kind}s`
    const filter = await sharedFilter(kind, query, { ...context, email: user.email })
    const fields = SHARED_RECORDS[kind]
    return {
      what,
      fileName: nameOf(what, query, { ...context, format }),
      columns: fields.map(({ name }) => name),
      chunks: exportRecords(fields, exportShared({ ...filter, sort, order }), format),
    }
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
