import { sharedFilter, sharedSearch } from '@/app/(console)/devices/shared-search'
import { parseSearch } from '@/app/(console)/search-params'
import { answer } from '@/app/api/answer'
import { csvName, csvResponse } from '@/app/api/csv-response'
import { csvRecord } from '@/lib/csv'
import { exportShared, SHARED_EXPORT_COLUMNS } from '@/lib/db/export-shared'

type Params = { params: Promise<{ kind: string }> }

/** The shared devices, or IPs, of a filter as a CSV file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return answer('export-shared', async () => {
    const { kind } = await params
    if (kind !== 'device' && kind !== 'ip') return new Response('Not found.', { status: 404 })
    const given = Object.fromEntries(new URL(request.url).searchParams)
    const { search, ignored } = await parseSearch(sharedSearch, Promise.resolve(given))
    // A file says nothing of what it left out.
    if (ignored.length > 0) return new Response('This link is broken.', { status: 400 })
    const filter = sharedFilter(kind, search, Date.now())
    const chunks = write({ ...filter, sort: search.sort, order: search.order })
    return csvResponse(csvName(kind === 'device' ? 'shared-devices' : 'shared-ips'), chunks)
  })
}

async function* write(query: Parameters<typeof exportShared>[0]): AsyncGenerator<string> {
  yield csvRecord(SHARED_EXPORT_COLUMNS[query.kind])
  for await (const { csv } of exportShared(query)) yield csv
}
