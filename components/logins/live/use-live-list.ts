'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import type { LiveQueue } from '@/components/logins/live/live-queue'
import { useLivePause } from '@/components/logins/live/use-live-pause'
import { whyNotLive } from '@/components/logins/live/why-not-live'
import type { LoginRow } from '@/lib/model/login'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** What a live list has beyond its page. */
export type LiveNews = {
  queue: LiveQueue
  /** Since when it is live, by the browser's clock. */
  sinceMs: number
  /** Whether the last question was not answered. */
  isUnanswered: boolean
}

/** So many rows are kept, those of the page included. */
const MAX_ROWS = 400

type Options = {
  query: LoginsQuery
  rows: LoginRow[]
  /** When the page was read, and the end of the time that it asks for. */
  nowMs: number
  toMs: number | undefined
}

export type LiveList = ReturnType<typeof useLiveList>

/** A list that may be made live: what is new comes on top of its page. */
export function useLiveList({ query, rows, nowMs, toMs }: Options) {
  const router = useRouter()
  const [isOn, setOn] = useState(false)
  const [news, setNews] = useState<LiveNews | null>(null)
  const [stopped, setStopped] = useState<string | null>(null)
  const [readAtMs, setReadAtMs] = useState(nowMs)
  const pause = useLivePause()
  const obstacle = whyNotLive(query, { toMs, nowMs })
  if (readAtMs !== nowMs) {
    // The page was read again: it has what came until then.
    setReadAtMs(nowMs)
    setNews(null)
    setStopped(null)
  }
  if (isOn && obstacle !== null) {
    setOn(false)
    setStopped(obstacle)
  }
  const stop = useCallback((why: string | null) => {
    setOn(false)
    setStopped(why)
  }, [])
  const toggle = () => {
    if (!isOn && obstacle !== null) return setStopped(obstacle)
    setStopped(null)
    setOn(!isOn)
    // Counts, charts and the way to the next page are the server's.
    if (isOn && news !== null && news.queue.rows.length > 0) router.refresh()
  }
  return {
    isOn,
    obstacle,
    /** Why it is not live, or not any more; null where nobody asked. */
    stopped,
    news,
    setNews,
    stop,
    toggle,
    pause,
    rows: news === null ? rows : onTop(news.queue.rows, rows),
  }
}

function onTop(news: LoginRow[], rows: LoginRow[]): LoginRow[] {
  const known = new Set(news.map(({ id }) => id))
  return [...news, ...rows.filter(({ id }) => !known.has(id))].slice(0, MAX_ROWS)
}
