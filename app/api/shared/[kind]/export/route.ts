import { z } from 'zod'
import { sharedFilter, sharedSearch } from '@/app/(console)/devices/shared-search'
import { parseSearch } from '@/app/(console)/search-params'
import { answer } from '@/app/api/answer'
import { exportShared, SHARED_EXPORT_COLUMNS } from '@/lib/db/shared/export-shared'
import { exportResponse } from '@/lib/exports/export-response'

type Params = { params: Promise<{ kind: string }> }

/** What the page asks for the progress by. */
const asked = sharedSearch.extend({ export: z.uuid().optional() })

/** The shared devices, or IPs, of a filter as a CSV file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return answer('export-shared', async ({ id: userId }) => {
    const { kind } = await params
    if (kind !== 'device' && kind !== 'ip') return new Response('Not found.', { status: 404 })
    const given = Object.fromEntries(new URL(request.url).searchParams)
    const { search, ignored } = await parseSearch(asked, Promise.resolve(given))
    // A file says nothing of what it left out.
    if (ignored.length > 0) return new Response('This link is broken.', { status: 400 })
    const { sort, order, export: id } = search
    return exportResponse({
      ...{ id, userId, what: kind === 'device' ? 'shared-devices' : 'shared-ips' },
      columns: SHARED_EXPORT_COLUMNS[kind],
      chunks: exportShared({ ...sharedFilter(kind, search, Date.now()), sort, order }),
    })
  })
}
