import type { Metadata } from 'next'
import { AsOf } from '@/app/(console)/as-of'
import { attemptRead } from '@/app/(console)/attempt-read'
import { type LinkedRow, pageWithRow, rowElsewhere } from '@/app/(console)/page-with-row'
import {
  discardManyRejectedMessages,
  discardRejectedMessage,
  openRejectedBody,
  previewBulkRejected,
  recordBodyCopy,
  returnManyRejectedMessages,
  returnRejectedMessage,
} from '@/app/(console)/rejected/actions'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { rejectedFilter } from '@/app/filters/rejected-filter'
import { RejectedPage } from '@/components/rejected/rejected-page'
import { requireUser } from '@/lib/auth/require-user'
import { countRejected, countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { groupRejected } from '@/lib/db/rejected/group-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { can } from '@/lib/model/permissions'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'
import { cursorAtRow, readRowPlace } from '@/lib/model/query/row-place'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

export const metadata: Metadata = { title: 'Rejected' }

const PAGE_SIZE = 50
const ACTIONS = {
  open: openRejectedBody,
  recordCopy: recordBodyCopy,
  putBack: returnRejectedMessage,
  discard: discardRejectedMessage,
  previewBulk: previewBulkRejected,
  putManyBack: returnManyRejectedMessages,
  discardMany: discardManyRejectedMessages,
}

/** The rejected messages: why, never what they said; one by one, or counted by what they have in common. */
export default async function Rejected({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser()
  const [search, timeZone] = await Promise.all([searchParams, viewerTimeZone()])
  const { query, brokenParts } = rejectedQuery.parse(search)
  return (
    <AsOf>
      <RejectedPage
        query={query}
        brokenParts={brokenParts}
        loaded={await attemptRead('rejected', () => read(query, timeZone))}
        actions={can(user, 'open-rejected') ? ACTIONS : null}
        renderedZone={timeZone}
      />
    </AsOf>
  )
}

async function read(query: RejectedQuery, timeZone: string) {
  const filter = rejectedFilter(query, { nowMs: Date.now(), timeZone })
  const { by } = query
  const shown = by === undefined ? readList(query, filter) : groupRejected(by, filter, timeZone)
  const inAll = countRejectedKept()
  const [counts, openInAll, found] = await Promise.all([countRejected(filter), inAll, shown])
  return { filter, counts, openInAll, readAtMs: Date.now(), found }
}

async function readList({ at: asked, row: place }: RejectedQuery, filter: RejectedFilter) {
  const row = place === undefined ? null : linkedRow(place)
  const { page, at } = await pageWithRow({ at: asked, row }, (cursor) =>
    listRejected({ ...filter, cursor, limit: PAGE_SIZE }),
  )
  const elsewhere = await rowElsewhere(page, row, (cursor) => listRejected({ cursor, limit: 1 }))
  const linked = place === undefined ? undefined : { place, elsewhere }
  return { page, at, linked }
}

function linkedRow(place: string): LinkedRow {
  const row = readRowPlace(place)
  return { id: row.id, cursor: cursorAtRow(row) }
}
