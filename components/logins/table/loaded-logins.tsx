'use client'

import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useReadAt } from '@/components/links/copied-link'
import type { Charts } from '@/components/logins/charts/loaded-charts'
import { LoginCharts } from '@/components/logins/charts/login-charts'
import type { Span } from '@/components/logins/charts/time-buckets'
import { CountLine } from '@/components/logins/count-line'
import { FilterBar } from '@/components/logins/filters/filter-bar'
import { Grouping } from '@/components/logins/groups/grouping'
import { LiveToggle } from '@/components/logins/live/live-toggle'
import { useLiveList } from '@/components/logins/live/use-live-list'
import { loginsHref } from '@/components/logins/logins-href'
import { SearchedTo } from '@/components/logins/searched-to'
import { orderWords } from '@/components/logins/table/column-ids'
import type { DeviceUsers } from '@/components/logins/table/device-users'
import { DisplayMenu } from '@/components/logins/table/display-menu'
import { LoginsTable } from '@/components/logins/table/logins-table'
import type { Selection } from '@/components/logins/table/selection'
import {
  isShown,
  type TableSettings,
  writeTableSettings,
} from '@/components/logins/table/table-settings'
import { pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { useInspectedRow } from '@/components/table/use-inspected-row'
import { useIdleLoad } from '@/components/ui/use-idle-load'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import type { LoginPage } from '@/lib/db/logins/search-logins'
import { formatCount } from '@/lib/format/format'
import { rememberPreference } from '@/lib/model/preferences'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { rowPlace } from '@/lib/model/query/row-place'

const loadInspector = () => import('@/components/logins/inspector/login-inspector')
const loadLive = () => import('@/components/logins/live/live-feed')
const LiveFeed = lazy(async () => ({ default: (await loadLive()).LiveFeed }))
const LiveLine = lazy(async () => ({ default: (await loadLive()).LiveLine }))
const LoginInspector = lazy(async () => ({ default: (await loadInspector()).LoginInspector }))

const loadSelectionBar = () => import('@/components/logins/table/selection-bar')
const SelectionBar = lazy(async () => ({ default: (await loadSelectionBar()).SelectionBar }))
const NewLogins = lazy(async () => ({
  default: (await import('@/components/logins/live/new-logins')).NewLogins,
}))
// Most lists are not empty, and most rows that are linked stand in them.
const RowElsewhere = lazy(async () => ({
  default: (await import('@/components/table/row-elsewhere')).RowElsewhere,
}))
const NoLogins = lazy(async () => ({
  default: (await import('@/components/logins/no-logins')).NoLogins,
}))

export type LoadedProps = {
  query: LoginsQuery
  page: LoginPage
  /** How many users have each device of the page; null where that column was hidden. */
  deviceUsers: DeviceUsers | null
  /** How far the ledger was when the page was read. */
  mark: LedgerWatermark
  /** That what charts and counts add up was behind then. */
  foldNotice: ReactNode
  count: Promise<LoginCount | null>
  charts: Promise<Charts>
  /** When the page was read, and the span of time it asks for. */
  nowMs: number
  span: Span
  initialLook: TableSettings
}

/** The list that could be read. */
export function LoadedLogins({
  query,
  page,
  deviceUsers,
  mark,
  foldNotice,
  count,
  charts,
  nowMs,
  span,
  initialLook,
}: LoadedProps) {
  const router = useRouter()
  const [look, setLookState] = useState(initialLook)
  const [selection, setSelection] = useState<Selection>({})
  const [place, inspect] = useInspectedRow(ALL_LOGINS)
  useReadAt(nowMs)
  useIdleLoad(loadInspector)
  useIdleLoad(loadSelectionBar)
  useIdleLoad(loadLive)
  const live = useLiveList({ query, rows: page.rows, nowMs, toMs: span.toMs })
  const { rows } = live
  const inspectedId = place?.slice(place.indexOf('.') + 1) ?? null
  const known = rows.find((row) => row.id === inspectedId)
  const isLinked = place !== null && place === query.row
  const close = useCallback(() => inspect(null), [inspect])
  const onInspect = (id: string) => {
    const row = rows.find((each) => each.id === id)
    if (row) inspect(rowPlace(row.sentAt, id))
  }
  const select = (next: Selection) => {
    setSelection(next)
    live.pause.setSelected(Object.keys(next).length > 0)
  }
  const setLook = (next: TableSettings) => {
    setLookState(next)
    rememberPreference('loginsTable', writeTableSettings(next))
    if (deviceUsers === null && isShown(next, 'device_users')) router.refresh()
  }
  const selected = rows.filter((row) => selection[row.id])
  const links = pageLinks({
    page,
    at: query.at,
    href: (at) => loginsHref({ ...query, at, row: undefined }),
    withLast: true,
  })
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        {foldNotice}
        <FilterBar query={query}>
          <CountLine count={count} />
          <Grouping query={query} nowMs={nowMs} />
          <LiveToggle live={live} />
          <DisplayMenu look={look} onLook={setLook} />
        </FilterBar>
        <LoginCharts query={query} charts={charts} span={span} nowMs={nowMs} />
        {live.isOn ? null : (
          <Suspense>
            <NewLogins key={nowMs} query={query} nowMs={nowMs} mark={mark} />
          </Suspense>
        )}
        <Suspense>
          {isLinked && !known ? <RowElsewhere isFound href={loginsHref({ row: place })} /> : null}
        </Suspense>
        <div className="relative flex min-h-0 flex-1 flex-col print:block" {...live.pause.handlers}>
          {live.isOn ? (
            <Suspense>
              <LiveFeed
                key={nowMs}
                live={live}
                query={query}
                nowMs={nowMs}
                mark={mark}
                toMs={span.toMs}
              />
            </Suspense>
          ) : null}
          {rows.length === 0 ? (
            <Suspense fallback={<div className="flex-1" />}>
              <NoLogins query={query} searchedTo={page.searchedTo} nowMs={nowMs} />
            </Suspense>
          ) : (
            <LoginsTable
              key={`${page.rows[0]?.id}-${page.rows.at(-1)?.id}`}
              logins={rows}
              deviceUsers={deviceUsers}
              isLive={live.isOn}
              query={query}
              look={look}
              onLook={setLook}
              inspected={inspectedId}
              startsAt={isLinked ? inspectedId : null}
              onInspect={onInspect}
              selection={selection}
              onSelection={select}
            />
          )}
        </div>
        {selected.length > 0 ? (
          <Suspense fallback={<div className="h-10 shrink-0 border-line border-t" />}>
            <SelectionBar logins={selected} onClear={() => select({})} />
          </Suspense>
        ) : live.isOn ? (
          <Suspense fallback={<div className="h-10 shrink-0 border-line border-t" />}>
            <LiveLine live={live} />
          </Suspense>
        ) : (
          <Pager links={links}>
            <span role="status">{live.stopped === null ? '' : `Not live: ${live.stopped} · `}</span>
            {formatCount(page.rows.length, 'login')} on this page,{' '}
            {orderWords(query.sort, query.order)}
            <SearchedTo at={page.searchedTo} />
          </Pager>
        )}
      </div>
      {place === null ? null : (
        <Suspense fallback={<div className="w-85 shrink-0 border-line border-l bg-inset" />}>
          <LoginInspector place={place} known={known} query={query} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
