import { AsOf } from '@/app/(console)/as-of'
import { attemptRead } from '@/app/(console)/attempt-read'
import { saveReviews } from '@/app/(console)/reviews/actions'
import type { SearchParams } from '@/app/(console)/search-params'
import { sharedFilter } from '@/app/filters/shared-filter'
import { SharedPage } from '@/components/shared-values/shared-page'
import { requireUser } from '@/lib/auth/require-user'
import { listAssignees } from '@/lib/db/accounts/list-assignees'
import { countShared, listShared, type SharedListQuery } from '@/lib/db/shared/list-shared'
import { foldState } from '@/lib/live/fold-state'
import { can } from '@/lib/model/permissions'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

const PAGE_SIZE = 100

type Props = { kind: SharedKind; searchParams: SearchParams }

/** The list of shared devices, or IPs. */
export async function SharedList({ kind, searchParams }: Props) {
  const viewer = await requireUser()
  const { query, brokenParts } = sharedQuery.parse(await searchParams)
  const { sort, order, at } = query
  const loaded = await readShared(kind, async () => {
    const filter = await sharedFilter(kind, query, { nowMs: Date.now(), email: viewer.email })
    return { ...filter, sort, order, cursor: at, limit: PAGE_SIZE }
  })
  return (
    <AsOf>
      <SharedPage
        kind={kind}
        query={query}
        brokenParts={brokenParts}
        loaded={loaded}
        onReview={can(viewer, 'review') ? saveReviews : null}
      />
    </AsOf>
  )
}

/** Also what is behind: a page without a shared device must not claim that there is none. */
export function readShared(kind: SharedKind, ask: () => Promise<SharedListQuery>) {
  return attemptRead('shared', async () => readAll(await ask()), { kind })
}

async function readAll(query: SharedListQuery) {
  // First, so that figures which catch up meanwhile are said to be behind, rather than the other way round.
  const folding = await foldState()
  const [page, count, assignees] = await Promise.all([
    listShared(query),
    countShared(query),
    listAssignees(),
  ])
  return { folding, page, count, assignees }
}
