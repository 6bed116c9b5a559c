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
import { ListFoot, loadLive, loadSelectionBar } from '@/components/logins/list-foot'
import { LiveToggle } from '@/components/logins/live/live-toggle'
import { type LiveList, useLiveList } from '@/components/logins/live/use-live-list'
import { loginsHref } from '@/components/logins/logins-href'
import type { DeviceUsers } from '@/components/logins/table/device-users'
import { DisplayMenu } from '@/components/logins/table/display-menu'
import { LoginsTable } from '@/components/logins/table/logins-table'
import type { Selection } from '@/components/logins/table/selection'
import {
  isShown,
  type TableSettings,
  writeTableSettings,
} from '@/components/logins/table/table-settings'
import { useInspectedRow } from '@/components/table/use-inspected-row'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import type { LoginPage } from '@/lib/db/logins/search-logins'
import { rememberPreference } from '@/lib/model/preferences'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { rowPlace } from '@/lib/model/query/row-place'

const loadInspector = () => import('@/components/logins/inspector/login-inspector')
const LoginInspector = lazy(async () => ({ default: (await loadInspector()).LoginInspector }))
const LiveFeed = lazy(async () => ({ default: (await loadLive()).LiveFeed }))
const FiguresAsOf = lazy(async () => ({
  default: (await import('@/components/logins/live/figures-as-of')).FiguresAsOf,
}))
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
export function LoadedLogins(props: LoadedProps) {
  const { query, page, deviceUsers, mark, count, charts, nowMs, span } = props
  const [look, setLook] = useTableLook(props.initialLook, deviceUsers !== null)
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
  const selected = rows.filter((row) => selection[row.id])
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        {props.foldNotice}
        <FilterBar query={query}>
          <CountLine count={count} />
          <Suspense>{live.isOn ? <FiguresAsOf query={query} nowMs={nowMs} /> : null}</Suspense>
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
        <ListBody {...props} live={live}>
          <LoginsTable
            page={`${page.rows[0]?.id}-${page.rows.at(-1)?.id}`}
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
        </ListBody>
        <ListFoot {...props} live={live} selected={selected} onClear={() => select({})} />
      </div>
      {place === null ? null : (
        <Suspense fallback={<div className="w-85 shrink-0 border-line border-l bg-inset" />}>
          <LoginInspector place={place} known={known} query={query} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}

/** How the table looks, and what keeps another look for the next page. */
function useTableLook(initial: TableSettings, hasDeviceUsers: boolean) {
  const router = useRouter()
  const [look, setLook] = useState(initial)
  const keep = (next: TableSettings) => {
    setLook(next)
    rememberPreference('loginsTable', writeTableSettings(next))
    // They were not read while their column was hidden.
    if (!hasDeviceUsers && isShown(next, 'device_users')) router.refresh()
  }
  return [look, keep] as const
}

type BodyProps = Pick<LoadedProps, 'query' | 'page' | 'nowMs' | 'mark' | 'span'> & {
  live: LiveList
  /** The table of the rows. */
  children: ReactNode
}

/** The rows and what comes live on top of them, or that there are none. */
function ListBody({ query, page, nowMs, mark, span, live, children }: BodyProps) {
  return (
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
      {live.rows.length === 0 ? (
        <Suspense fallback={<div className="flex-1" />}>
          <NoLogins query={query} searchedTo={page.searchedTo} nowMs={nowMs} />
        </Suspense>
      ) : (
        children
      )}
    </div>
  )
}
