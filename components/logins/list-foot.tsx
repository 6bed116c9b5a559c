'use client'

import { lazy, Suspense } from 'react'
import type { LiveList } from '@/components/logins/live/use-live-list'
import { loginsHref } from '@/components/logins/logins-href'
import { SearchedTo } from '@/components/logins/searched-to'
import { orderWords } from '@/components/logins/table/column-ids'
import { pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import type { LoginPage } from '@/lib/db/logins/search-logins'
import { formatCount } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** Loads what a live list is made of: most lists are not live. */
export const loadLive = () => import('@/components/logins/live/live-feed')
const LiveLine = lazy(async () => ({ default: (await loadLive()).LiveLine }))
export const loadSelectionBar = () => import('@/components/logins/table/selection-bar')
const SelectionBar = lazy(async () => ({ default: (await loadSelectionBar()).SelectionBar }))

type Props = {
  query: LoginsQuery
  page: LoginPage
  live: LiveList
  selected: LoginRow[]
  onClear: () => void
}

/** Below the list: what can be done with the selection, else how it is live, else the way to other pages. */
export function ListFoot({ query, page, live, selected, onClear }: Props) {
  if (selected.length > 0 || live.isOn) {
    return (
      <Suspense fallback={<div className="h-10 shrink-0 border-line border-t" />}>
        {selected.length > 0 ? (
          <SelectionBar logins={selected} onClear={onClear} />
        ) : (
          <LiveLine live={live} />
        )}
      </Suspense>
    )
  }
  const href = (at: string | undefined) => loginsHref({ ...query, at, row: undefined })
  return (
    <Pager links={pageLinks({ page, at: query.at, href, withLast: true })}>
      <span role="status">{live.stopped === null ? '' : `Not live: ${live.stopped} · `}</span>
      {formatCount(page.rows.length, 'login')} on this page, {orderWords(query.sort, query.order)}
      <SearchedTo at={page.searchedTo} />
    </Pager>
  )
}
