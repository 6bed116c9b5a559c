import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { type LinkedRow, pageWithRow, rowElsewhere } from '@/app/(console)/page-with-row'
import {
  discardRejectedMessage,
  openRejectedBody,
  recordBodyCopy,
  returnRejectedMessage,
} from '@/app/(console)/rejected/actions'
import type { SearchParams } from '@/app/(console)/search-params'
import { RejectedPage } from '@/components/rejected/rejected-page'
import { requireUser } from '@/lib/auth/require-user'
import { countRejected, REJECTED_COUNT_CAP } from '@/lib/db/rejected/count-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { can } from '@/lib/model/permissions'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'
import { cursorAtRow, readRowPlace } from '@/lib/model/query/row-place'

export const metadata: Metadata = { title: 'Rejected' }

const PAGE_SIZE = 50
const ACTIONS = {
  open: openRejectedBody,
  recordCopy: recordBodyCopy,
  putBack: returnRejectedMessage,
  discard: discardRejectedMessage,
}

/** The rejected messages: why, never what they said. */
export default async function Rejected({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser()
  const { query, brokenParts } = rejectedQuery.parse(await searchParams)
  return (
    <RejectedPage
      query={query}
      brokenParts={brokenParts}
      loaded={await attemptRead('rejected', () => read(query))}
      actions={can(user, 'open-rejected') ? ACTIONS : null}
    />
  )
}

async function read({ run, at: asked, row: place }: RejectedQuery) {
  const row = place === undefined ? null : linkedRow(place)
  const found = pageWithRow({ at: asked, row }, (cursor) =>
    listRejected({ runId: run, cursor, limit: PAGE_SIZE }),
  )
  const [{ page, at }, total] = await Promise.all([found, countRejected()])
  const elsewhere = await rowElsewhere(page, row, (cursor) => listRejected({ cursor, limit: 1 }))
  const linked = place === undefined ? undefined : { place, elsewhere }
  return { page, at, linked, total, cap: REJECTED_COUNT_CAP }
}

function linkedRow(place: string): LinkedRow {
  const row = readRowPlace(place)
  return { id: row.id, cursor: cursorAtRow(row) }
}
