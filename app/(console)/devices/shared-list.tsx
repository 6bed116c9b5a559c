import { sharedFilter, sharedSearch } from '@/app/(console)/devices/shared-search'
import { parseSearch, type SearchParams } from '@/app/(console)/search-params'
import { SharedPage } from '@/components/shared-things/shared-page'
import { requireUser } from '@/lib/auth/require-user'
import { countShared, listShared, type SharedQuery } from '@/lib/db/list-shared'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { SharedKind } from '@/lib/shared-things'

const PAGE_SIZE = 100

type Props = { kind: SharedKind; searchParams: SearchParams }

/** The list of shared devices, or IPs. */
export async function SharedList({ kind, searchParams }: Props) {
  await requireUser()
  const { search, ignored } = await parseSearch(sharedSearch, searchParams)
  const { at, ...rest } = search
  const filter = sharedFilter(kind, rest, Date.now())
  const { sort, order } = rest
  const found = await read({ ...filter, sort, order, cursor: at, limit: PAGE_SIZE })
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

async function read(query: SharedQuery) {
  try {
    const [page, count] = await Promise.all([listShared(query), countShared(query)])
    return { ok: true as const, page, count }
  } catch (error) {
    log.error('shared.read-failed', { kind: query.kind }, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
