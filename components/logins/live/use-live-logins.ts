'use client'

import { useEffect, useRef, useState } from 'react'
import {
  arrive,
  EMPTY_QUEUE,
  type LiveQueue,
  showAll,
  showSome,
  TICK_MS,
} from '@/components/logins/live/live-queue'
import { sinceParams } from '@/components/logins/live/since-params'
import { useAskOnNews } from '@/components/logins/live/use-ask-on-news'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import type { LaterLogins } from '@/lib/db/logins/list-logins-since'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** Batches that are committed together are asked for together. */
const INITIAL_DELAY_MS = 200
const PAUSE_MS = 1_000

type Options = { query: LoginsQuery; nowMs: number; mark: LedgerWatermark; isPaused: boolean }

/**
 * The logins that match a list's filters and were stored since it was read, as the live view tells of
 * them.
 */
export function useLiveLogins({ query, nowMs, mark, isPaused }: Options) {
  const [queue, setQueue] = useState<LiveQueue>(EMPTY_QUEUE)
  const [problem, setProblem] = useState<'unknown' | 'unanswered' | null>(null)
  const known = useRef(mark)

  useAskOnNews<LaterLogins>({
    url: () => `/api/logins/live?${sinceParams(query, nowMs, known.current)}`,
    take: (found) => {
      setProblem(found === null ? 'unanswered' : found === 'unknown' ? 'unknown' : null)
      if (found === null || found === 'unknown') return
      known.current = found.mark
      setQueue((was) => arrive(was, found, { atMs: Date.now(), isPaused }))
    },
    question: 'the list',
    newestBatchId: mark.newest,
    firstMs: INITIAL_DELAY_MS,
    pauseMs: PAUSE_MS,
    // What came between the page and this.
    isAskedAtOnce: true,
    isOver: problem === 'unknown',
  })

  const hasPending = queue.pending.length > 0
  useEffect(() => {
    if (isPaused || !hasPending) return
    const timer = setInterval(() => setQueue(showSome), TICK_MS)
    return () => clearInterval(timer)
  }, [isPaused, hasPending])

  return { queue, problem, showAll: () => setQueue(showAll) }
}
