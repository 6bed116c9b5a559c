'use client'

import { useEffect, useRef, useState } from 'react'
import { type Throttled, throttled } from '@/components/logins/throttled'
import { useLive } from '@/components/shell/live-provider'
import type { LoginCount } from '@/lib/db/count-logins'

/** Batches that are committed together are counted together. */
const FIRST_MS = 500
const PAUSE_MS = 2_000

/**
 * How many logins came since a page was read; null before any did. Whatever events follow, news is
 * asked about until it is answered.
 * @param question the search of `/api/logins/newer`.
 * @param newestBatchId the newest batch in the ledger when the page was read: what came before the
 *   first event, or while the connection was lost, shows by a newer one.
 */
export function useNewLogins(question: string, newestBatchId: string): LoginCount | null {
  const { event } = useLive()
  const [arrived, setArrived] = useState<LoginCount | null>(null)
  const asking = useRef<Throttled | null>(null)
  const newest = useRef(BigInt(newestBatchId))

  useEffect(() => {
    const aborter = new AbortController()
    const turns = throttled(
      async () => {
        try {
          const url = `/api/logins/newer?${question}`
          const response = await fetch(url, { signal: aborter.signal })
          if (!response.ok) throw new Error(String(response.status))
          setArrived(await response.json())
        } catch {
          // It will be answered later.
          turns.ask()
        }
      },
      { firstMs: FIRST_MS, pauseMs: PAUSE_MS },
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
    if (event.loginsArrived > 0 || ledgerId > newest.current) asking.current?.ask()
    if (ledgerId > newest.current) newest.current = ledgerId
  }, [event])
  return arrived
}
