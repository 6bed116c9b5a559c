import type { Metadata } from 'next'
import { z } from 'zod'
import { inTime } from '@/app/(console)/in-time'
import {
  discardRejectedMessage,
  openRejectedBody,
  recordBodyCopy,
  returnRejectedMessage,
} from '@/app/(console)/rejected/actions'
import {
  cursorParam,
  parseSearch,
  runNumber,
  type SearchParams,
} from '@/app/(console)/search-params'
import { RejectedPage } from '@/components/rejected/rejected-page'
import { requireUser } from '@/lib/auth/require-user'
import { countRejected, REJECTED_COUNT_CAP } from '@/lib/db/rejected/count-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { can } from '@/lib/model/permissions'

export const metadata: Metadata = { title: 'Rejected' }

const PAGE_SIZE = 50
const ACTIONS = {
  open: openRejectedBody,
  recordCopy: recordBodyCopy,
  putBack: returnRejectedMessage,
  discard: discardRejectedMessage,
}
const rejectedSearch = z.object({ run: runNumber.optional(), at: cursorParam.optional() })

/** The rejected messages: why, never what they said. */
export default async function Rejected({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser()
  const { search, ignored } = await parseSearch(rejectedSearch, searchParams)
  const found = await read({ runId: search.run, cursor: search.at, limit: PAGE_SIZE })
  const isFirst = search.at === undefined || (found.ok && found.page.previous === null)
  return (
    <RejectedPage
      run={search.run}
      isFirst={isFirst}
      ignored={ignored}
      found={found}
      actions={can(user, 'open-rejected') ? ACTIONS : null}
    />
  )
}

async function read(query: Parameters<typeof listRejected>[0]) {
  try {
    const [page, total] = await inTime(Promise.all([listRejected(query), countRejected()]))
    return { ok: true as const, page, total, cap: REJECTED_COUNT_CAP }
  } catch (error) {
    log.error('rejected.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
