'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { ALL } from '@/components/logins/logins-href'
import { parseLoginsQuery } from '@/lib/logins-query'

/**
 * The place of the login that is inspected. The URL alone holds it, beside the filter, so that it can
 * be shared and so that whatever changes the URL changes it, too: another page of the list closes it,
 * back opens it again. It is looked at, not gone to: the history gets no entry for each row.
 */
export function useInspected(): [string | null, (place: string | null) => void] {
  const search = useSearchParams()
  const place = parseLoginsQuery(search).query.row ?? null
  const inspect = useCallback((next: string | null) => {
    const url = new URL(location.href)
    if (next === null) url.searchParams.delete('row')
    else url.searchParams.set('row', next)
    // A bare address would open one's default view at the next refresh.
    if (url.searchParams.size === 0) url.search = ALL
    // With the router's own state it would take this for its own doing, keep its old URL, and put
    // that back at the next refresh.
    history.replaceState(null, '', url)
  }, [])
  return [place, inspect]
}
