'use client'

import { useEffect, useRef, useState } from 'react'
import { PAUSE_MS, type Retry, retryLater } from '@/components/logins/live/retry-later'
import { type Throttled, throttled } from '@/components/logins/live/throttled'
import { useLive } from '@/components/shell/live-provider'
import type { LoginCount } from '@/lib/db/logins/count-logins'

/** Batches that are committed together are counted together. */
const INITIAL_DELAY_MS = 500

type NewLogins = LoginCount | 'unknown'

/**
 * How many logins came since a page was read; null before any did, unknown where the ledger is not
 * the one that the page was read from. Being asked often puts no
 * question off. One that fails is asked again, ever later.
 * @param question the search of `/api/logins/newer`.
 * @param newestBatchId the newest batch in the ledger when the page was read: what came before the
 *   first event, or while the connection was lost, shows by a newer one.
 */
export function useNewLogins(question: string, newestBatchId: string): NewLogins | null {
  const { event } = useLive()
  const [arrived, setArrived] = useState<NewLogins | null>(null)
  const asking = useRef<Throttled | null>(null)
  const newest = useRef(BigInt(newestBatchId))
  const retry = useRef<Retry | null>(null)

  useEffect(() => {
    const aborter = new AbortController()
    const turns = throttled(
      async () => {
        const url = `/api/logins/newer?${question}`
        const found = await fetch(url, { signal: aborter.signal })
          .then(async (response) => (response.ok ? ((await response.json()) ?? 'unknown') : null))
          .catch(() => null)
        if (found !== null) setArrived(found)
        retry.current = found === null ? retryLater(retry.current) : null
      },
      { firstMs: INITIAL_DELAY_MS, pauseMs: PAUSE_MS },
    )
    asking.current = turns
    return () => {
      turns.end()
      aborter.abort()
    }
  }, [question])

  useEffect(() => {
    if (event === null) return
    const ledgerId = BigInt(event.ledgerId)
    // A ledger whose newest number is lower was restored, or failed over.
    const isNews = event.loginsArrived > 0 || ledgerId !== newest.current
    const isDue = retry.current !== null && Date.now() >= retry.current.atMs
    if (isNews || isDue) asking.current?.ask()
    newest.current = ledgerId
  }, [event])
  return arrived
}
