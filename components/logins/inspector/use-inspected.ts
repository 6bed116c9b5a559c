'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { ALL } from '@/components/logins/logins-href'
import { parseLoginsQuery, writeLoginsQuery } from '@/lib/model/query/logins-query'

/**
 * The place of the login that is inspected. The URL carries it beside the filter, so that it can be
 * shared; another page of the list closes it, back opens it again. It is looked at, not gone to: the
 * history gets no entry for each row, and the router is not told, since it would give up a
 * navigation that is on its way.
 */
export function useInspected(): [string | null, (place: string | null) => void] {
  const { shown, row } = split(useSearchParams())
  const [inspected, setInspected] = useState({ shown, place: row })
  if (inspected.shown !== shown) setInspected({ shown, place: row })
  const place = inspected.shown === shown ? inspected.place : row
  // After each render: a refresh puts the router's own URL back, which may know another row.
  useEffect(() => writeRow(place, shown))
  const inspect = useCallback(
    (next: string | null) => setInspected({ shown, place: next }),
    [shown],
  )
  return [place, inspect]
}

/** What a URL shows of the list, and the row it inspects. */
function split(search: URLSearchParams): { shown: string; row: string | null } {
  const { row = null, ...list } = parseLoginsQuery(search).query
  return { shown: writeLoginsQuery(list), row }
}

function writeRow(place: string | null, shown: string) {
  const url = new URL(location.href)
  const now = split(url.searchParams)
  // The browser may be at another page of its history already, which is on its way.
  if (url.pathname !== '/logins' || now.shown !== shown || now.row === place) return
  if (place === null) url.searchParams.delete('row')
  else url.searchParams.set('row', place)
  // A bare address would open one's default view at the next visit.
  if (url.searchParams.size === 0) url.search = ALL
  history.replaceState(history.state, '', url)
}
