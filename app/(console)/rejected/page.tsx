import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
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

async function read({ run, at }: RejectedQuery) {
  const list = listRejected({ runId: run, cursor: at, limit: PAGE_SIZE })
  const [page, total] = await Promise.all([list, countRejected()])
  return { page, total, cap: REJECTED_COUNT_CAP }
}
