import { notFound } from 'next/navigation'
import { AsOf } from '@/app/(console)/as-of'
import { attemptRead } from '@/app/(console)/attempt-read'
import { readReview } from '@/app/(console)/reviews/read-review'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { sharedFilter } from '@/app/filters/shared-filter'
import { SharedDetail } from '@/components/shared-values/detail/shared-detail'
import { listedHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { untilFound } from '@/lib/db/replica/read-source'
import { findMarks } from '@/lib/db/reviews/find-marks'
import { findNextUnreviewed } from '@/lib/db/shared/find-next-unreviewed'
import { findShared } from '@/lib/db/shared/find-shared'
import { foldState } from '@/lib/live/fold-state'
import { can, type Role } from '@/lib/model/permissions'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import { valueQuery } from '@/lib/model/query/value-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { OTHER_KIND } from '@/lib/model/shared/shared-values'
import { isPlainText } from '@/lib/model/text/is-plain-text'

const MAX_TOKEN_LENGTH = 256

type Props = {
  kind: SharedKind
  /** As it stands in the path. */
  segment: string
  /** The tab, and the list that it was opened from. */
  search: Awaited<SearchParams>
  viewer: { role: Role; email: string }
}

/** The page of one device, or IP. Whoever calls this has checked the session. */
export async function SharedValue({ kind, segment, search, viewer }: Props) {
  const token = decode(segment)
  if (token === null) notFound()
  const timeZone = await viewerTimeZone()
  const list = sharedQuery.parse(search).query
  const asked = { kind, token, timeZone, viewer, list }
  const loaded = await attemptRead('shared-thing', () => readAll(asked), { kind })
  if (loaded.kind === 'failed') {
    return (
      <Page title={SHARED_WORDS[kind].heading}>
        <ListFailure
          title={`The ${SHARED_WORDS[kind].one} could not be read.`}
          cause={`${loaded.cause}. What is stored is safe.`}
          detail={loaded.detail}
        />
      </Page>
    )
  }
  const found = loaded.value
  if (found.thing === null) notFound()
  return (
    <AsOf>
      <SharedDetail
        kind={kind}
        thing={found.thing}
        histogram={found.histogram}
        graph={found.graph}
        folding={found.folding}
        review={found.said}
        reviews={found.reviews}
        tab={valueQuery.parse(search).query.tab}
        list={list}
        next={found.next}
      />
    </AsOf>
  )
}

type Asked = Pick<Props, 'kind' | 'viewer'> & {
  token: string
  timeZone: string
  list: SharedQuery
}

async function readAll({ kind, token: asked, timeZone, viewer, list }: Asked) {
  const folding = await foldState()
  const thing = await untilFound(() => findShared(kind, asked))
  if (thing === null) return { thing }
  const { token, firstSeen, lastSeen } = thing
  const filter = {
    [SHARED_WORDS[kind].field]: token,
    fromMs: Date.parse(firstSeen),
    toMs: Date.parse(lastSeen) + 1,
  }
  const otherKind = OTHER_KIND[kind]
  const [histogram, graph, said, users, others, next] = await Promise.all([
    countOverTime(filter, { timeZone, nowMs: Date.now() }),
    readLinkGraph(kind, token),
    readReview(viewer, kind, token),
    findMarks(
      'user',
      thing.userList.map(({ value }) => value),
    ),
    findMarks(
      otherKind,
      thing.otherList.map(({ value }) => value),
    ),
    can(viewer, 'review') ? readNext(kind, token, list, viewer.email) : undefined,
  ])
  return { thing, folding, histogram, graph, said, reviews: { users, others }, next }
}

/** Where the next one is that nobody has marked; null where there is none. */
async function readNext(kind: SharedKind, token: string, list: SharedQuery, email: string) {
  const { sort, order } = list
  const filter = await sharedFilter(kind, list, { nowMs: Date.now(), email })
  const next = await findNextUnreviewed({ ...filter, sort, order }, token)
  return next === null ? null : listedHref(kind, next, list)
}

function decode(segment: string): string | null {
  try {
    const token = decodeURIComponent(segment)
    const isPlain = isPlainText(token)
    return isPlain && [...token].length <= MAX_TOKEN_LENGTH ? token : null
  } catch {
    return null
  }
}
