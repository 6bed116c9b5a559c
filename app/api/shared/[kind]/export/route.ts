import { z } from 'zod'
import { sharedFilter } from '@/app/(console)/devices/shared-filter'
import { answer } from '@/app/api/answer'
import { foreignExport } from '@/app/api/foreign-export'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { exportShared, SHARED_EXPORT_COLUMNS } from '@/lib/db/shared/export-shared'
import { exportResponse } from '@/lib/exports/export-response'
import { sharedQuery } from '@/lib/model/query/shared-query'
import { recordExport } from '@/lib/reveal/record-export'

type Params = { params: Promise<{ kind: string }> }

/** What the page asks for the progress by. */
const exportIdSchema = z.uuid().optional()

/** The shared devices, or IPs, of a filter as a CSV file. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-shared', async (user) => {
    const { kind } = await params
    if (kind !== 'device' && kind !== 'ip') return new Response('Not found.', { status: 404 })
    const { searchParams } = new URL(request.url)
    const { query, brokenParts } = sharedQuery.parse(searchParams)
    const id = exportIdSchema.safeParse(searchParams.get('export') ?? undefined)
    // A file says nothing of what it left out.
    if (brokenParts.length > 0 || !id.success) {
      return new Response('This link is broken.', { status: 400 })
    }
    const { sort, order } = query
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const what = kind === 'device' ? 'shared-devices' : 'shared-ips'
    const chunks = exportShared({ ...sharedFilter(kind, query, Date.now()), sort, order })
    return exportResponse({
      id: id.data,
      userId: user.id,
      what,
      columns: SHARED_EXPORT_COLUMNS[kind],
      chunks: recordExport(actor, what, chunks),
    })
  })
}
