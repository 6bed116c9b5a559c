'use client'

import { Pause, Play } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode, Ref } from 'react'
import { FeedRow } from '@/components/overview/feed/feed-row'
import { useFeed } from '@/components/overview/feed/use-feed'
import { ROW_PX, useFeedMotion } from '@/components/overview/feed/use-feed-motion'
import { useFeedPause } from '@/components/overview/feed/use-feed-pause'
import { useRowsInView } from '@/components/overview/feed/use-rows-in-view'
import { Pane } from '@/components/overview/pane'
import { rateWords } from '@/components/shell/status/live-words'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatNumber } from '@/lib/format/format'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { LoginRow } from '@/lib/model/login'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'

type Props = {
  /** The newest ones when the page was rendered. */
  newest: LoginRow[]
  event: LiveEvent | null
  /** Shown before the first login. */
  whenEmpty: ReactNode
}

/** Masked logins as they are stored, newest first. Pointing at it or scrolling holds it still. */
export function FeedPane({ newest, event, whenEmpty }: Props) {
  const { paused, scroller, pause, resume, listHandlers, paneHandlers } = useFeedPause()
  const feed = useFeed(newest, event, paused)
  const body = useFeedMotion(feed.rows, paused)
  const inView = useRowsInView(scroller, feed.rows.length > 0)
  const drawn = paused ? feed.rows : feed.rows.slice(0, inView)
  const goOn = () => {
    resume()
    feed.showAll()
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-col" {...paneHandlers}>
      <Pane
        title="Arriving"
        subtitle={
          paused && feed.waiting > 0 ? (
            'paused'
          ) : (
            <>
              <Order event={event} isSample={feed.isSample} />
              <LeftOut count={feed.leftOut} />
            </>
          )
        }
        aside={
          feed.rows.length === 0 ? null : paused ? (
            <Button variant="soft" size="sm" onClick={goOn}>
              <Play className="fill-current" />
              Resume{feed.waiting > 0 ? ` · ${formatNumber(feed.waiting)} waiting` : ''}
            </Button>
          ) : (
            <Button variant="ghost" size="sm" onClick={pause}>
              <Pause /> Pause
            </Button>
          )
        }
        className="flex-1 pt-3"
      >
        {feed.rows.length === 0 ? (
          whenEmpty
        ) : (
          <ScrollPane
            ref={scroller}
            aria-label="Arriving logins"
            className="@container flex-1"
            {...listHandlers}
          >
            {/* A narrow pane has room for whom and for what is masked; half a token says nothing. */}
            <table className="w-full min-w-110 table-fixed @max-2xl:[&_tr>:nth-child(n+5)]:hidden">
              <Head />
              <FeedRows ref={body} logins={drawn} undrawn={feed.rows.length - drawn.length} />
            </table>
          </ScrollPane>
        )}
      </Pane>
    </div>
  )
}

type RowsProps = { ref: Ref<HTMLTableSectionElement>; logins: LoginRow[]; undrawn: number }

function FeedRows({ ref, logins, undrawn }: RowsProps) {
  const timeZone = useTimeZone()
  return (
    <tbody ref={ref}>
      {logins.map((login, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is a place; what stands in it changes
        <FeedRow key={place} login={login} timeZone={timeZone} />
      ))}
      {undrawn > 0 ? <tr aria-hidden style={{ height: undrawn * ROW_PX }} /> : null}
    </tbody>
  )
}

function Head() {
  return (
    <thead className="sticky top-0 z-10 bg-surface text-left text-muted">
      <tr className="h-8 [&_th]:font-normal [&_th]:shadow-[inset_0_-1px_var(--line)]">
        <th className="w-[16%]">Sent</th>
        <th className="w-[20%]">User</th>
        <th className="w-[18%]">Device</th>
        <th className="w-[18%]">IP</th>
        <th className="w-[11%]">Type</th>
        <th className="w-[8%]">Locale</th>
        <th className="w-[9%]">Version</th>
      </tr>
    </thead>
  )
}

/** How many logins came too fast to be shown, and where they are. */
export function LeftOut({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <>
      {' · '}
      <Link
        href={`/logins?${ALL_LOGINS}`}
        prefetch={false}
        title="Stored since this page was opened, faster than they can be shown. The list of logins has all of them."
        className="rounded-sm tabular-nums underline decoration-dotted underline-offset-2 hover:text-ink"
      >
        {formatNumber(count)} more not shown
      </Link>
    </>
  )
}

/** In which order they stand, and which part of all they are. */
function Order({ event, isSample }: { event: LiveEvent | null; isSample: boolean }) {
  const fresh = useFreshness()
  const isRunning = event !== null && event.currentRate.kind !== 'idle'
  if (!isSample || !isRunning || fresh === null) return 'newest first'
  return (
    <>
      a sample of what arrives · <span data-figure="rate">{rateWords(event, fresh)}</span>
    </>
  )
}
