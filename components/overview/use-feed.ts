'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import {
  arrive,
  EMPTY_FEED,
  type FeedState,
  showAll,
  showSome,
} from '@/components/overview/feed-queue'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { LoginRow } from '@/lib/model/login'

const TICK_MS = 90
/** Events come several a second; what is shown of them is said over so long. */
const WINDOW_MS = 3_000

type Arrival = { at: number; shown: number; arrived: number }

/** How many of what arrives are shown, where it is more than can be read. */
export type Sampling = { shown: number; perSecond: number }

/** The feed: what was there when the page was rendered, then what events bring; held back while paused. */
export function useFeed(newest: LoginRow[], event: LiveEvent | null, paused: boolean) {
  const [feed, setFeed] = useState<FeedState>(() => arrive(EMPTY_FEED, newest, 0, false))
  const [sampling, setSampling] = useState<Sampling | null>(null)
  const arrivals = useRef<Arrival[]>([])

  const take = useEffectEvent(({ logins, loginsArrived }: LiveEvent) =>
    setFeed((was) => arrive(was, logins, loginsArrived, paused)),
  )
  useEffect(() => {
    if (event === null) return
    const at = Date.parse(event.now)
    const { logins, loginsArrived } = event
    take(event)
    // What a new connection brings did not arrive just now.
    const shown = Math.min(logins.length, loginsArrived)
    arrivals.current = [
      ...arrivals.current.filter((each) => each.at > at - WINDOW_MS),
      { at, shown, arrived: loginsArrived },
    ]
    setSampling(samplingOf(arrivals.current))
  }, [event])

  const hasPending = feed.pending.length > 0
  useEffect(() => {
    if (paused || !hasPending) return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setFeed(showAll)
      return
    }
    const timer = setInterval(() => setFeed(showSome), TICK_MS)
    return () => clearInterval(timer)
  }, [paused, hasPending])

  return { rows: feed.rows, waiting: feed.waiting, sampling, showAll: () => setFeed(showAll) }
}

function samplingOf(arrivals: Arrival[]): Sampling | null {
  const seconds = WINDOW_MS / 1_000
  const shown = arrivals.reduce((sum, each) => sum + each.shown, 0)
  const arrived = arrivals.reduce((sum, each) => sum + each.arrived, 0)
  if (arrived <= shown) return null
  return { shown: Math.ceil(shown / seconds), perSecond: arrived / seconds }
}
