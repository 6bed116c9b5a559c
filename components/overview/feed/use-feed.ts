'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import {
  arrive,
  EMPTY_FEED,
  type FeedState,
  showAll,
  showSome,
} from '@/components/overview/feed/feed-queue'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { LoginRow } from '@/lib/model/login'

const TICK_MS = 400
/** A sample of what arrives passes by faster than it can be read: each tick draws the whole table anew. */
const SAMPLE_TICK_MS = 1_000
/** Events come several a second; that they bring a sample is said for so long. */
const SAMPLED_MS = 10_000

/**
 * The feed: what was there when the page was rendered, then what events bring; held back while paused.
 * What they bring is a sample where more is stored than can be read.
 */
export function useFeed(newest: LoginRow[], event: LiveEvent | null, paused: boolean) {
  const [feed, setFeed] = useState<FeedState>(() => arrive(EMPTY_FEED, newest, 0, false))
  const [sampledAtMs, setSampledAtMs] = useState<number | null>(null)

  const take = useEffectEvent(({ logins, loginsArrived }: LiveEvent) =>
    setFeed((was) => arrive(was, logins, loginsArrived, paused)),
  )
  useEffect(() => {
    if (event === null) return
    take(event)
    if (event.loginsArrived > event.logins.length) setSampledAtMs(Date.parse(event.now))
  }, [event])

  const isSample =
    event !== null &&
    sampledAtMs !== null &&
    Math.abs(Date.parse(event.now) - sampledAtMs) < SAMPLED_MS

  const hasPending = feed.pending.length > 0
  useEffect(() => {
    if (paused || !hasPending) return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setFeed(showAll)
      return
    }
    const timer = setInterval(() => setFeed(showSome), isSample ? SAMPLE_TICK_MS : TICK_MS)
    return () => clearInterval(timer)
  }, [paused, hasPending, isSample])

  const { rows, waiting, leftOut } = feed
  return { rows, waiting, leftOut, isSample, showAll: () => setFeed(showAll) }
}
