import { z } from 'zod'
import { brokenLink, exportRoute } from '@/app/api/export-route'
import { EXPORT_COLUMNS, exportLogins } from '@/lib/db/logins/export-logins'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { loginsFileName } from '@/lib/exports/logins-file-name'
import type { RecordFormat } from '@/lib/format/record-format'
import { filterOf, type LoginsQuery, parseLoginsQuery } from '@/lib/model/query/logins-query'

/** When the page was read that shows what is exported; ranges are told from there. */
const nowSchema = z.coerce.number().int().min(0).max(8_640_000_000_000_000).optional()

/** All logins of a filter as a file, from the database's cursor to the browser. */
export function GET(request: Request): Promise<Response> {
  return exportRoute(request, async ({ searchParams, format, context }) => {
    const { query, brokenParts } = parseLoginsQuery(searchParams)
    const now = nowSchema.safeParse(searchParams.get('now') ?? undefined)
    if (brokenParts.length > 0 || !now.success) return brokenLink()
    const asOf = { ...context, nowMs: now.data ?? context.nowMs }
    return {
      what: 'logins',
      fileName: loginsFileName(query, asOf, format),
      columns: EXPORT_COLUMNS,
      chunks: read(query, { ...asOf, format }),
    }
  })
}

async function* read(
  query: LoginsQuery,
  { nowMs, timeZone, format }: { nowMs: number; timeZone: string; format: RecordFormat },
) {
  const { sort, order } = query
  const filter = await currentFilter(filterOf(query, nowMs, timeZone))
  yield* exportLogins({ filter, sort, order, format })
}
