'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import {
  arrive,
  EMPTY_QUEUE,
  type LiveQueue,
  showAll,
  showSome,
  TICK_MS,
} from '@/components/logins/live/live-queue'
import { type Retry, retryLater } from '@/components/logins/live/retry-later'
import { sinceParams } from '@/components/logins/live/since-params'
import { type Throttled, throttled } from '@/components/logins/live/throttled'
import { useLive } from '@/components/shell/live-provider'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import type { LaterLogins } from '@/lib/db/logins/list-logins-since'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** Batches that are committed together are asked for together. */
const INITIAL_DELAY_MS = 200
const PAUSE_MS = 1_000
const TIMEOUT_MS = 8_000

type Options = { query: LoginsQuery; nowMs: number; mark: LedgerWatermark; isPaused: boolean }

/**
 * The logins that match a list's filters and were stored since it was read. One question is under way at a
 * time, and none hangs: it is asked when the live view tells of something new, and after a failure again,
 * ever later.
 */
export function useLiveLogins({ query, nowMs, mark, isPaused }: Options) {
  const { event } = useLive()
  const [queue, setQueue] = useState<LiveQueue>(EMPTY_QUEUE)
  const [problem, setProblem] = useState<'unknown' | 'unanswered' | null>(null)
  const asking = useRef<Throttled | null>(null)
  const known = useRef(mark)
  const heard = useRef(BigInt(mark.newest))
  const retry = useRef<Retry | null>(null)

  const take = useEffectEvent((found: LaterLogins) => {
    known.current = found.mark
    setQueue((was) => arrive(was, found, { atMs: Date.now(), isPaused }))
  })
  const ask = useEffectEvent(async (signal: AbortSignal) => {
    const url = `/api/logins/live?${sinceParams(query, nowMs, known.current)}`
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
    const answer = await fetch(url, { signal: deadline })
      .then(async (response) => (response.ok ? ((await response.json()) ?? 'unknown') : null))
      .catch(() => null)
    if (signal.aborted) return
    retry.current = answer === null ? retryLater(retry.current) : null
    setProblem(answer === null ? 'unanswered' : answer === 'unknown' ? 'unknown' : null)
    if (answer !== null && answer !== 'unknown') take(answer as LaterLogins)
  })

  useEffect(() => {
    const aborter = new AbortController()
    const turns = throttled(() => ask(aborter.signal), {
      firstMs: INITIAL_DELAY_MS,
      pauseMs: PAUSE_MS,
    })
    asking.current = turns
    // What came between the page and this.
    turns.ask()
    return () => {
      turns.end()
      aborter.abort()
    }
  }, [])

  useEffect(() => {
    if (event === null || problem === 'unknown') return
    const ledgerId = BigInt(event.ledgerId)
    const isNews = event.loginsArrived > 0 || ledgerId !== heard.current
    const isDue = retry.current !== null && Date.now() >= retry.current.atMs
    if (retry.current === null ? isNews : isDue) asking.current?.ask()
    heard.current = ledgerId
  }, [event, problem])

  const hasPending = queue.pending.length > 0
  useEffect(() => {
    if (isPaused || !hasPending) return
    const timer = setInterval(() => setQueue(showSome), TICK_MS)
    return () => clearInterval(timer)
  }, [isPaused, hasPending])

  return { queue, problem, showAll: () => setQueue(showAll) }
}
