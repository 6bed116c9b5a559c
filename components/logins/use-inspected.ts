'use client'

import { useCallback, useEffect, useState } from 'react'

/**
 * The place of the login that is inspected, kept in the URL beside the filter, so that it can be
 * shared. It is looked at, not gone to: the history gets no entry for each row.
 */
export function useInspected(
  initial: string | null,
): [string | null, (place: string | null) => void] {
  const [place, setPlace] = useState(initial)
  useEffect(() => setPlace(initial), [initial])
  const inspect = useCallback((next: string | null) => {
    setPlace(next)
    const url = new URL(location.href)
    if (next === null) url.searchParams.delete('row')
    else url.searchParams.set('row', next)
    history.replaceState(history.state, '', url)
  }, [])
  return [place, inspect]
}
