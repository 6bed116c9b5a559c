'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'

/** How lists name their rows in a URL: `<ms>.<id>`, or a number. */
const ROW = /^-?\d{1,18}(?:\.\d{1,18})?$/

/**
 * The row of a list that is inspected, as the URL names it. The URL carries it beside the filter, so
 * that it can be shared; another page of the list closes it, back opens it again. It is looked at, not
 * gone to: the history gets no entry for each row, and the router is not told, since it would give up a
 * navigation that is on its way.
 * @param all the search that stands for the list without filters, where a bare address does not.
 */
export function useInspectedRow(all = ''): [string | null, (place: string | null) => void] {
  const pathname = usePathname()
  const { shown, row } = split(useSearchParams(), all)
  const [inspected, setInspected] = useState({ shown, row, place: row })
  const isCurrent = inspected.shown === shown && inspected.row === row
  if (!isCurrent) setInspected({ shown, row, place: row })
  const place = isCurrent ? inspected.place : row
  // After each render: a refresh puts the router's own URL back, which may know another row.
  useEffect(() => writeRow(place, { pathname, shown, all }))
  const inspect = useCallback(
    (next: string | null) => setInspected({ shown, row, place: next }),
    [shown, row],
  )
  return [place, inspect]
}

/** What a URL shows of the list, and the row it inspects. */
function split(search: URLSearchParams, all: string): { shown: string; row: string | null } {
  const list = new URLSearchParams(search)
  const row = list.get('row')
  list.delete('row')
  const shown = list.toString()
  return { shown: shown === all ? '' : shown, row: row !== null && ROW.test(row) ? row : null }
}

type List = { pathname: string; shown: string; all: string }

function writeRow(place: string | null, { pathname, shown, all }: List) {
  const url = new URL(location.href)
  const now = split(url.searchParams, all)
  // The browser may be at another page of its history already, which is on its way.
  if (url.pathname !== pathname || now.shown !== shown || now.row === place) return
  if (place === null) url.searchParams.delete('row')
  else url.searchParams.set('row', place)
  if (url.searchParams.size === 0) url.search = all
  history.replaceState(history.state, '', url)
}
