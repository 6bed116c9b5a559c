'use client'

import { useState } from 'react'
import { PAUSE_MS } from '@/components/logins/live/retry-later'
import { useAskOnNews } from '@/components/logins/live/use-ask-on-news'
import type { LoginCount } from '@/lib/db/logins/count-logins'

/** Batches that are committed together are counted together. */
const INITIAL_DELAY_MS = 500

type NewLogins = LoginCount | 'unknown'

/**
 * How many logins came since a page was read; null before any did, unknown where the ledger is not
 * the one that the page was read from.
 * @param question the search of `/api/logins/newer`.
 * @param newestBatchId the newest batch in the ledger when the page was read: what came before the
 *   first event, or while the connection was lost, shows by a newer one.
 */
export function useNewLogins(question: string, newestBatchId: string): NewLogins | null {
  const [arrived, setArrived] = useState<NewLogins | null>(null)
  useAskOnNews<LoginCount>({
    url: () => `/api/logins/newer?${question}`,
    take: (found) => {
      if (found !== null) setArrived(found)
    },
    question,
    newestBatchId,
    firstMs: INITIAL_DELAY_MS,
    pauseMs: PAUSE_MS,
    isAskedAtOnce: false,
    isOver: false,
  })
  return arrived
}
