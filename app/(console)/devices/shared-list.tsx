import { attemptRead } from '@/app/(console)/attempt-read'
import { sharedFilter } from '@/app/(console)/devices/shared-filter'
import type { SearchParams } from '@/app/(console)/search-params'
import { SharedPage } from '@/components/shared-values/shared-page'
import { requireUser } from '@/lib/auth/require-user'
import { countShared, listShared, type SharedListQuery } from '@/lib/db/shared/list-shared'
import { foldState } from '@/lib/live/fold-state'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

const PAGE_SIZE = 100

type Props = { kind: SharedKind; searchParams: SearchParams }

/** The list of shared devices, or IPs. */
export async function SharedList({ kind, searchParams }: Props) {
  await requireUser()
  const { query, brokenParts } = sharedQuery.parse(await searchParams)
  const { sort, order, at } = query
  const filter = sharedFilter(kind, query, Date.now())
  const loaded = await readShared({ ...filter, sort, order, cursor: at, limit: PAGE_SIZE })
  return <SharedPage kind={kind} query={query} brokenParts={brokenParts} loaded={loaded} />
}

/** Also what is behind: a page without a shared device must not claim that there is none. */
export function readShared(query: SharedListQuery) {
  return attemptRead('shared', () => readAll(query), { kind: query.kind })
}

async function readAll(query: SharedListQuery) {
  // First, so that figures which catch up meanwhile are said to be behind, rather than the other way round.
  const folding = await foldState()
  const [page, count] = await Promise.all([listShared(query), countShared(query)])
  return { folding, page, count }
}
