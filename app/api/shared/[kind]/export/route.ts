import { sharedFilter, sharedSearch } from '@/app/(console)/devices/shared-search'
import { parseSearch } from '@/app/(console)/search-params'
import { answer } from '@/app/api/answer'
import { csvName, csvResponse } from '@/app/api/csv-response'
import { csvRecord } from '@/lib/csv'
import { listShared, type SharedQuery, sharedCursorSchema } from '@/lib/db/list-shared'
import type { SharedKind } from '@/lib/shared-things'

const ROWS_A_PAGE = 1_000

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
    const query = { ...filter, sort: search.sort, order: search.order, limit: ROWS_A_PAGE }
    return csvResponse(csvName(kind === 'device' ? 'shared-devices' : 'shared-ips'), write(query))
  })
}

async function* write(query: SharedQuery): AsyncGenerator<string> {
  yield csvRecord(columnsOf(query.kind))
  for (let at: string | null | undefined; at !== null; ) {
    const cursor = at === undefined ? undefined : sharedCursorSchema.parse(at)
    const page = await listShared({ ...query, cursor })
    yield page.rows
      .map(({ token, users, logins, others, firstSeen, lastSeen, mark }) =>
        csvRecord([
          ...[token, users, logins, others, firstSeen, lastSeen],
          ...(query.kind === 'device' ? [mark] : []),
        ]),
      )
      .join('')
    at = page.next
  }
}

function columnsOf(kind: SharedKind): string[] {
  return kind === 'device'
    ? ['masked_device_id', 'users', 'logins', 'ips', 'first_seen', 'last_seen', 'review']
    : ['masked_ip', 'users', 'logins', 'devices', 'first_seen', 'last_seen']
}
