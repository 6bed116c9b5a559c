import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { AsOf } from '@/app/(console)/as-of'
import {
  defaultLoginsView,
  deleteLoginsView,
  saveLoginsView,
  shareLoginsView,
} from '@/app/(console)/logins/actions'
import { readFigures, readFilter, readPage, readViews } from '@/app/(console)/logins/read'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { ExportOff } from '@/components/export/export-off'
import { ExportLogins } from '@/components/logins/export-logins'
import { LoginsPage } from '@/components/logins/logins-page'
import { isShown, parseTableSettings } from '@/components/logins/table/table-settings'
import { ViewsMenu } from '@/components/logins/views/views-menu'
import { requireUser } from '@/lib/auth/require-user'
import { PREFERENCE } from '@/lib/model/preferences'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'

export const metadata: Metadata = { title: 'Logins' }

/** The stored logins, masked. The count and the charts stream in after the rows. */
export default async function Logins({ searchParams }: { searchParams: SearchParams }) {
  const { id: userId } = await requireUser()
  const [search, jar, views] = await Promise.all([searchParams, cookies(), readViews(userId)])
  const opensWith = views?.find((view) => view.isDefault)?.query
  if (opensWith && Object.keys(search).length === 0) redirect(`/logins?${opensWith}`)
  const { query, brokenParts } = parseLoginsQuery(search)
  const nowMs = Date.now()
  const timeZone = await viewerTimeZone()
  const asked = filterOf(query, nowMs, timeZone)
  const known = await readFilter(asked)
  const filter = known.kind === 'loaded' ? known.value : asked
  const { count, charts } =
    known.kind === 'loaded' ? readFigures(filter, { timeZone, nowMs, look: query }) : UNREAD
  const look = parseTableSettings(jar.get(PREFERENCE.loginsTable)?.value)
  const withDeviceUsers = isShown(look, 'device_users')
  return (
    <AsOf>
      <LoginsPage
        query={query}
        brokenParts={brokenParts}
        loaded={
          known.kind === 'loaded' ? await readPage(query, filter, { withDeviceUsers }) : known
        }
        count={count}
        charts={charts}
        nowMs={nowMs}
        span={{ fromMs: filter.fromMs, toMs: filter.toMs }}
        actions={
          <>
            <ViewsMenu query={query} views={views} actions={VIEW_ACTIONS} />
            <Suspense fallback={<ExportOff hasNdjson />}>
              <ExportLogins
                query={query}
                nowMs={nowMs}
                count={count}
                off={<ExportOff hasNdjson />}
              />
            </Suspense>
          </>
        }
        initialLook={look}
      />
    </AsOf>
  )
}

const UNREAD = { count: Promise.resolve(null), charts: Promise.resolve(null) }

const VIEW_ACTIONS = {
  save: saveLoginsView,
  share: shareLoginsView,
  remove: deleteLoginsView,
  makeDefault: defaultLoginsView,
}
