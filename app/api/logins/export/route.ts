import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { csvName, csvResponse } from '@/app/api/csv-response'
import {
  beginExport,
  type ExportUnderWay,
  endExport,
} from '@/app/api/logins/export/exports-under-way'
import { csvRecord } from '@/lib/csv'
import { EXPORT_COLUMNS, exportLogins } from '@/lib/db/export-logins'
import { currentFilter } from '@/lib/db/token-alias'
import { log } from '@/lib/log'
import { filterOf, type LoginsQuery, parseLoginsQuery } from '@/lib/logins-query'

const asked = z.object({
  /** When the page was read that shows what is exported; presets count back from there. */
  now: z.coerce.number().int().min(0).max(8_640_000_000_000_000).optional(),
  /** What the page asks for the progress by. */
  export: z.uuid().optional(),
})

/** All logins of a filter as a CSV file, from the database's cursor to the browser. */
export function GET(request: Request): Promise<Response> {
  return answer('export-logins', async ({ id: userId }) => {
    const { searchParams } = new URL(request.url)
    const { query, broken } = parseLoginsQuery(searchParams)
    const parsed = asked.safeParse(Object.fromEntries(searchParams))
    // A file says nothing of what it left out.
    if (!parsed.success || broken.length > 0) return new Response('Broken link.', { status: 400 })
    const id = parsed.data.export ?? crypto.randomUUID()
    const progress = beginExport(id, userId)
    if (progress === null) return new Response('It is under way already.', { status: 409 })
    const chunks = write(query, parsed.data.now ?? Date.now(), id, progress)
    return csvResponse(csvName('logins'), chunks)
  })
}

async function* write(
  query: LoginsQuery,
  nowMs: number,
  id: string,
  progress: ExportUnderWay,
): AsyncGenerator<string> {
  const { sort, order } = query
  try {
    yield csvRecord(EXPORT_COLUMNS)
    const filter = await currentFilter(filterOf(query, nowMs))
    for await (const { csv, rows } of exportLogins({ filter, sort, order })) {
      yield csv
      progress.rows += rows
      if (progress.state !== 'running') throw new Error('The export was cancelled.')
    }
    endExport(id, 'done')
  } catch (error) {
    if (progress.state === 'running') log.error('export-logins.failed', {}, error)
    endExport(id, 'failed')
    throw error
  } finally {
    // Left early by the browser: nothing was thrown, and nothing is done.
    endExport(id, 'cancelled')
  }
}
