import { sharedFilter, sharedSearch } from '@/app/(console)/devices/shared-search'
import { inTime } from '@/app/(console)/in-time'
import { parseSearch, type SearchParams } from '@/app/(console)/search-params'
import { SharedPage } from '@/components/shared-things/shared-page'
import { requireUser } from '@/lib/auth/require-user'
import { countShared, listShared, type SharedQuery } from '@/lib/db/shared/list-shared'
import { describeFailure, failureCode } from '@/lib/errors'
import { foldState } from '@/lib/live/fold-state'
import { log } from '@/lib/log'
import type { SharedKind } from '@/lib/model/shared-things'

const PAGE_SIZE = 100

type Props = { kind: SharedKind; searchParams: SearchParams }

/** The list of shared devices, or IPs. */
export async function SharedList({ kind, searchParams }: Props) {
  await requireUser()
  const { search, ignored } = await parseSearch(sharedSearch, searchParams)
  const { at, ...rest } = search
  const filter = sharedFilter(kind, rest, Date.now())
  const { sort, order } = rest
  const found = await readShared({ ...filter, sort, order, cursor: at, limit: PAGE_SIZE })
  return (
    <SharedPage
      kind={kind}
      search={rest}
      isFirst={at === undefined || (found.ok && found.page.previous === null)}
      ignored={ignored}
      found={found}
    />
  )
}

/** Also what is behind: a page without a shared device must not claim that there is none. */
export async function readShared(query: SharedQuery) {
  try {
    return { ok: true as const, ...(await inTime(readAll(query))) }
  } catch (error) {
    log.error('shared.read-failed', { kind: query.kind }, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}

async function readAll(query: SharedQuery) {
  // First, so that figures which catch up meanwhile are said to be behind, rather than the other way round.
  const folding = await foldState()
  const [page, count] = await Promise.all([listShared(query), countShared(query)])
  return { folding, page, count }
}
