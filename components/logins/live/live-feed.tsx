'use client'

import { Pause, Play, Radio } from 'lucide-react'
import { useEffect, useState } from 'react'
import { leftOut, MAX_PER_SECOND, rateOf } from '@/components/logins/live/live-queue'
import type { LiveList, LiveNews } from '@/components/logins/live/use-live-list'
import { useLiveLogins } from '@/components/logins/live/use-live-logins'
import { useLive } from '@/components/shell/live-provider'
import { Stale } from '@/components/shell/status/stale'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/time/clock'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { formatAtLeast, formatNumber, formatRate } from '@/lib/format/format'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  live: LiveList
  query: LoginsQuery
  /** When the page was read, how far the ledger was then, and the end of the time that is asked for. */
  nowMs: number
  mark: LedgerWatermark
  toMs: number | undefined
}

const RESTORED =
  'the database was restored or failed over: load the page again to see what is stored now'

/** Brings a list what is new, and the way to go on where it holds still. */
export function LiveFeed({ live, query, nowMs, mark, toMs }: Props) {
  const { event } = useLive()
  const { isPaused, resume } = live.pause
  const { queue, problem, showAll } = useLiveLogins({ query, nowMs, mark, isPaused })
  const [sinceMs] = useState(() => Date.now())
  const { setNews, stop } = live
  useEffect(() => {
    setNews({ queue, sinceMs, isUnanswered: problem === 'unanswered' })
  }, [queue, problem, sinceMs, setNews])
  useEffect(() => {
    if (problem === 'unknown') stop(RESTORED)
    else if (event !== null && toMs !== undefined && Date.now() >= toMs) {
      stop('the time range has ended')
    }
  }, [problem, event, toMs, stop])
  if (!isPaused || queue.waiting === 0) return null
  return (
    // Over the rows, below their head: the rows stay where they are.
    <div className="absolute top-10 left-1/2 z-20 -translate-x-1/2">
      <Button
        size="sm"
        variant="soft"
        className="shadow-float"
        onClick={() => {
          resume()
          showAll()
        }}
      >
        <Play className="fill-current" /> Resume ({formatNumber(queue.waiting)} waiting)
      </Button>
    </div>
  )
}

/** The foot of a live list: at what rate logins come, and which of them are shown. */
export function LiveLine({ live }: { live: LiveList }) {
  const fresh = useFreshness()
  const { connection } = useLive()
  const isStale = fresh !== null && !fresh.database.isFresh
  const nowMs = useNow()
  const { news, pause } = live
  const Icon = pause.isPaused ? Pause : Radio
  return (
    <section
      aria-label="Live"
      className="flex h-10 shrink-0 items-center border-line border-t bg-accent-soft px-4 text-accent tabular-nums"
    >
      <Stale when={isStale} className="flex min-w-0 items-center gap-2">
        <Icon className="size-3.5 shrink-0" aria-hidden />
        <span role="status" className="font-medium whitespace-nowrap">
          {stateOf({ isStale, isLost: connection === 'lost', isPaused: pause.isPaused, news })}
        </span>
        {isStale || news === null ? null : (
          <span className="min-w-0 truncate">{rateWords(news, nowMs, live.rows.length)}</span>
        )}
        {news === null ? null : <LeftOut news={news} onShow={live.toggle} />}
      </Stale>
    </section>
  )
}

/** How many logins of a burst are missing among the rows, and the way to a list that has them. */
function LeftOut({ news, onShow }: { news: LiveNews; onShow: () => void }) {
  const missing = leftOut(news.queue)
  if (missing.count === 0) return null
  return (
    <Button
      size="sm"
      variant="link"
      className="underline"
      title="They came faster than they can be shown. Stop following, and read the list with all of them."
      onClick={onShow}
    >
      {formatAtLeast(missing)} more not shown
    </Button>
  )
}

type State = { isStale: boolean; isLost: boolean; isPaused: boolean; news: LiveNews | null }

function stateOf({ isStale, isLost, isPaused, news }: State): string {
  if (isLost) return 'Not live: the connection is lost; trying again'
  if (isStale) return 'Not live: the database does not answer; trying again'
  if (news?.isUnanswered) return 'Not live: the question was not answered; trying again'
  return isPaused ? 'Paused' : 'Live'
}

/** `showing 20 of 4,310/s`, with a plus where not all were counted. */
function rateWords({ queue, sinceMs }: LiveNews, nowMs: number, rows: number): string {
  const rate = rateOf(queue, { sinceMs, nowMs })
  const { waiting } = queue
  const perSecond = `${formatRate(rate.perSecond).replace('/s', '')}${rate.isExact ? '' : '+'}/s`
  const words = rate.isSample ? `showing ${MAX_PER_SECOND} of ${perSecond}` : `${perSecond} arrive`
  const held = waiting > 0 ? ` · ${formatNumber(waiting)} waiting` : ''
  return `${words}${held} · ${formatNumber(rows)} rows are kept`
}
