import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AsOf } from '@/app/(console)/as-of'
import { attemptRead } from '@/app/(console)/attempt-read'
import { readReview } from '@/app/(console)/reviews/read-review'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { UnknownUser } from '@/components/users/unknown-user'
import { UserPage } from '@/components/users/user-page'
import { requireUser } from '@/lib/auth/require-user'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { untilFound } from '@/lib/db/replica/read-source'
import { findErasure } from '@/lib/db/users/find-erasure'
import { findUser } from '@/lib/db/users/find-user'
import { listVersionChanges } from '@/lib/db/users/list-version-changes'
import { foldState } from '@/lib/live/fold-state'
import type { Role } from '@/lib/model/permissions'
import { userQuery } from '@/lib/model/query/value-query'
import { userIdIn } from '@/lib/model/user-path'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export const metadata: Metadata = { title: 'User' }

const NEWEST = 50

/** One user of the logins: their time, devices, IPs and versions, and whom these link them to. */
export default async function User({ params, searchParams }: Props) {
  const viewer = await requireUser()
  const id = userIdIn((await params).id)
  if (id === null) notFound()
  const timeZone = await viewerTimeZone()
  const loaded = await attemptRead('user', () => readAll(id, timeZone, viewer))
  if (loaded.kind === 'failed') {
    return (
      <Page title="User">
        <ListFailure
          title="The user could not be read."
          cause={`${loaded.cause}. What is stored is safe.`}
          detail={loaded.detail}
        />
      </Page>
    )
  }
  const { user, erasure } = loaded.value
  if (user === null) return <UnknownUser erasure={erasure} />
  const { tab } = userQuery.parse(await searchParams).query
  return (
    <AsOf>
      <UserPage {...loaded.value} user={user} tab={tab} />
    </AsOf>
  )
}

async function readAll(id: string, timeZone: string, viewer: { role: Role }) {
  const folding = await foldState()
  const [user, erasure] = await Promise.all([untilFound(() => findUser(id)), findErasure(id)])
  if (user === null) return { user, erasure }
  const span = { fromMs: Date.parse(user.firstSeen), toMs: Date.parse(user.lastSeen) + 1 }
  const filter = { user_id: id }
  const [histogram, graph, history, newest, review] = await Promise.all([
    countOverTime({ ...filter, ...span }, { timeZone, nowMs: Date.now() }),
    readLinkGraph('user', id),
    listVersionChanges(id),
    searchLogins({ filter, sort: 'sent_at', order: 'desc', limit: NEWEST }),
    readReview(viewer, 'user', id),
  ])
  return { user, erasure, folding, histogram, graph, history, newest: newest.rows, review }
}
