'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { isTimeToAsk, type Retry, retryLater } from '@/components/logins/live/retry-later'
import { type Throttled, throttled } from '@/components/logins/live/throttled'
import { useLive } from '@/components/shell/live-provider'
import { askConsole } from '@/components/ui/ask/ask-console'

const TIMEOUT_MS = 8_000

type Options<Answer> = {
  /** Where it is asked; read again each time. */
  url: () => string
  /** Takes the answer: unknown where the ledger is another one, null where there was none. */
  take: (answer: Answer | 'unknown' | null) => void
  /** What it is about; of another question it is asked anew, and the answer to the one before is not taken. */
  question: string
  /** The newest batch in the ledger when the page was read: what came since then shows by a newer one. */
  newestBatchId: string
  /** How long after the news it is asked for the first time, and after an answer again; milliseconds. */
  firstMs: number
  pauseMs: number
  /** Whether it is asked at once, whatever the live view tells. */
  isAskedAtOnce: boolean
  /** Whether no answer is of use any more. */
  isOver: boolean
}

/**
 * Asks the console a question whenever the live view tells that logins came. One question is under way at a time, and
 * none hangs. After one that failed it is asked again ever later, however much comes meanwhile.
 */
export function useAskOnNews<Answer>(options: Options<Answer>): void {
  const { question, newestBatchId, firstMs, pauseMs, isAskedAtOnce, isOver } = options
  const { event } = useLive()
  const asking = useRef<Throttled | null>(null)
  const heard = useRef(BigInt(newestBatchId))
  const retry = useRef<Retry | null>(null)

  const take = useEffectEvent(options.take)
  const ask = useEffectEvent(async (signal: AbortSignal) => {
    const answer = await askConsole(options.url(), { signal, timeoutMs: TIMEOUT_MS })
      .then(async (response) => (response.ok ? ((await response.json()) ?? 'unknown') : null))
      .catch(() => null)
    if (signal.aborted) return
    retry.current = answer === null ? retryLater(retry.current) : null
    take(answer)
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is asked anew
  useEffect(() => {
    const aborter = new AbortController()
    const turns = throttled(() => ask(aborter.signal), { firstMs, pauseMs })
    asking.current = turns
    retry.current = null
    if (isAskedAtOnce) turns.ask()
    return () => {
      turns.end()
      aborter.abort()
    }
  }, [question, firstMs, pauseMs, isAskedAtOnce])

  useEffect(() => {
    if (event === null || isOver) return
    const ledgerId = BigInt(event.ledgerId)
    // A ledger whose newest number is lower was restored, or failed over.
    const isNews = event.loginsArrived > 0 || ledgerId !== heard.current
    if (isTimeToAsk(retry.current, isNews)) asking.current?.ask()
    heard.current = ledgerId
  }, [event, isOver])
}
