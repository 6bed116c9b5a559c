'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLiveFact } from '@/components/shell/live-provider'
import { askForJson } from '@/components/ui/ask/ask-console'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { History, HistorySpan } from '@/lib/model/pipeline/history'
import { isActive } from '@/lib/model/pipeline/ledger'
import { rememberPreference } from '@/lib/model/preferences'

const INTERVAL_MS = 60_000

/** What the pane shows: the history, or why there is none of the chosen span. */
export type HistoryState = {
  span: HistorySpan
  /** Of the chosen span, or of the other one while that is on its way; null where none is known. */
  history: History | null
  /** Whether the last attempt to read it failed. */
  isFailed: boolean
  isReading: boolean
  choose: (span: HistorySpan) => void
  retry: () => void
}

/**
 * The history as the page was rendered with it, then read again every minute while the page is seen,
 * when a run ends, and when the other span is chosen. @param rendered null where it could not be read.
 */
export function useHistory(rendered: History | null, renderedSpan: HistorySpan): HistoryState {
  const [span, setSpan] = useState(renderedSpan)
  const [read, setRead] = useState<History | null>(null)
  const [failedTurn, setFailedTurn] = useState<number | null>(null)
  const [doneTurn, setDoneTurn] = useState(0)
  const [turn, setTurn] = useState(0)
  const askAgain = () => setTurn((last) => last + 1)
  useReasonsToRead(askAgain)

  useEffect(() => {
    if (turn === 0) return
    const aborter = new AbortController()
    const asked = askForJson<History>(`/api/history?span=${span}`, { signal: aborter.signal })
    void asked.then((found) => {
      if (aborter.signal.aborted) return
      if (found !== null) setRead(found)
      setFailedTurn(found === null ? turn : null)
      setDoneTurn(turn)
    })
    return () => aborter.abort()
  }, [span, turn])

  // The page may have been rendered anew since, in another zone.
  const known = [read, rendered]
    .filter((each) => each !== null)
    .toSorted((one, other) => other.nowMs - one.nowMs)
  return {
    span,
    history: known.find((each) => each.span === span) ?? known[0] ?? null,
    isFailed: known.length === 0 || failedTurn !== null,
    isReading: doneTurn !== turn,
    choose: (next) => {
      rememberPreference('history', next)
      setSpan(next)
      askAgain()
    },
    retry: askAgain,
  }
}

/** Calls back every minute while the page is seen, when it is seen again, and when a run has ended. */
function useReasonsToRead(askAgain: () => void): void {
  const endedRun = useLiveFact(endedRunOf)
  const knownRun = useRef(endedRun)
  const ask = useEffectEvent(askAgain)

  useEffect(() => {
    const whenSeen = () => {
      if (document.visibilityState === 'visible') ask()
    }
    const timer = setInterval(whenSeen, INTERVAL_MS)
    document.addEventListener('visibilitychange', whenSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', whenSeen)
    }
  }, [])

  useEffect(() => {
    if (endedRun === null || endedRun === knownRun.current) return
    knownRun.current = endedRun
    ask()
  }, [endedRun])
}

/** The newest run, if it has ended. */
function endedRunOf(event: LiveEvent | null): number | null {
  const run = event?.run ?? null
  return run === null || isActive(run.state) ? null : run.id
}
