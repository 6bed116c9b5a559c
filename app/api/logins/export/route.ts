import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { exportOptions } from '@/app/api/export-options'
import { foreignExport } from '@/app/api/foreign-export'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import { isForeignRequest } from '@/lib/auth/request-site'
import { EXPORT_COLUMNS, exportLogins } from '@/lib/db/logins/export-logins'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { exportResponse } from '@/lib/exports/export-response'
import { loginsFileName } from '@/lib/exports/logins-file-name'
import type { RecordFormat } from '@/lib/format/record-format'
import { filterOf, type LoginsQuery, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { recordExport } from '@/lib/reveal/record-export'

const querySchema = z.object({
  /** When the page was read that shows what is exported; ranges are told from there. */
  now: z.coerce.number().int().min(0).max(8_640_000_000_000_000).optional(),
})

/** All logins of a filter as a file, from the database's cursor to the browser. */
export function GET(request: Request): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreignExport())
  return answer('export-logins', async (user) => {
    const { searchParams } = new URL(request.url)
    const { query, brokenParts } = parseLoginsQuery(searchParams)
    const parsed = querySchema.safeParse(Object.fromEntries(searchParams))
    // A file says nothing of what it left out.
    const options = exportOptions(searchParams)
    if (!parsed.success || options === null || brokenParts.length > 0)
      return new Response('Broken link.', { status: 400 })
    const { now = Date.now() } = parsed.data
    const { id, format } = options
    const timeZone = requestTimeZone(request.headers)
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const chunks = recordExport(actor, 'logins', read(query, { now, timeZone, format }))
    return exportResponse({
      id,
      userId: user.id,
      what: 'logins',
      fileName: loginsFileName(query, { nowMs: now, timeZone }, format),
      format,
      columns: EXPORT_COLUMNS,
      chunks,
    })
  })
}

async function* read(
  query: LoginsQuery,
  { now, timeZone, format }: { now: number; timeZone: string; format: RecordFormat },
) {
  const { sort, order } = query
  const filter = await currentFilter(filterOf(query, now, timeZone))
  yield* exportLogins({ filter, sort, order, format })
}
