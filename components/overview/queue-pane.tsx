'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { Pane } from '@/components/overview/pane'
import { QueueCount } from '@/components/overview/queue-count'
import { asOf, timeToEmptyWords } from '@/components/shell/status/live-words'
import { Stale } from '@/components/shell/status/stale'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { Skeleton } from '@/components/ui/skeleton'
import { relativeTime } from '@/components/ui/time/relative-time'
import { formatNumber } from '@/lib/format/format'
import type { Freshness } from '@/lib/model/live/freshness'
import type { LiveEvent, QueueDepth } from '@/lib/model/live/live-view'

type Props = {
  event: LiveEvent | null
  /** Offered in place of the sparkline when nothing waits. */
  whenEmpty?: ReactNode
}

/** What waits on the queue: one number with its meaning, and how it came to it. */
export function QueuePane({ event, whenEmpty }: Props) {
  const depth = event?.queue.depth ?? null
  const fresh = useFreshness()
  const age = depth === null ? null : (fresh?.queue ?? null)
  const isStale = age !== null && !age.isFresh
  const isEmpty = depth !== null && depth.visible + depth.inFlight + depth.delayed === 0
  return (
    <Pane
      title="Queue"
      subtitle={depth?.name}
      aside={
        age === null ? null : isStale ? (
          <span className="text-warn">{asOf(age)}</span>
        ) : (
          `approximate, ${asOf(age)}`
        )
      }
      className="px-4 py-3"
    >
      {event === null || depth === null || fresh === null ? (
        <NoDepth event={event} />
      ) : (
        <Stale when={isStale}>
          <p className="mt-1 font-semibold text-3xl tabular-nums tracking-tight">
            {formatNumber(depth.visible)}
          </p>
          <p className="truncate text-muted tabular-nums">{meaning(event, depth, fresh)}</p>
          <div className="mt-2 h-10">
            {isEmpty && whenEmpty ? whenEmpty : <History event={event} ageMs={age?.ms ?? 0} />}
          </div>
        </Stale>
      )}
      <Stale when={isStale} className="mt-auto">
        <dl className="grid grid-cols-3 border-line border-t pt-2 tabular-nums">
          <QueueCount
            word="in flight"
            term="in flight"
            means="Received by a consumer, not yet acknowledged"
            count={depth?.inFlight}
          />
          <QueueCount word="delayed" means="Not yet visible" count={depth?.delayed} />
          <QueueCount
            word="dead-letter"
            term="dead-letter queue"
            means={deadLetterMeaning(depth)}
            count={depth?.deadLetterFailure === undefined ? depth?.deadLetter : 'unknown'}
            href="/dead-letters"
            alarming
          />
        </dl>
      </Stale>
    </Pane>
  )
}

function meaning(event: LiveEvent, depth: QueueDepth, fresh: Freshness): string {
  if (depth.visible === 0 && depth.inFlight === 0) {
    const { ms } = fresh.queue
    return `Nothing waiting. The queue was empty ${ms === null ? 'when it was read' : relativeTime(0, ms)}.`
  }
  if (!fresh.queue.isFresh) return 'waiting then; what waits now is not known'
  if (depth.visible === 0) return 'waiting · the rest is in flight'
  const left = timeToEmptyWords(event, fresh)
  return left === null ? 'waiting' : `waiting · ${left}`
}

function deadLetterMeaning(depth: QueueDepth | null): string {
  if (depth?.deadLetterFailure !== undefined) return `Not counted: ${depth.deadLetterFailure}`
  if (depth?.deadLetter === null) return 'This queue has no dead-letter queue'
  return 'Received too often without being acknowledged, and set aside'
}

function NoDepth({ event }: { event: LiveEvent | null }) {
  if (event?.queue.failure) {
    return (
      <p className="mt-2 text-muted">
        Unknown: the queue could not be asked. {event.queue.failure}.{' '}
        <Link
          href="/api/health"
          prefetch={false}
          className="rounded-sm text-accent underline underline-offset-4"
        >
          Health
        </Link>
      </p>
    )
  }
  return (
    <div role="status" aria-label="Asking the queue">
      <Skeleton className="mt-2 h-9 w-36" />
      <Skeleton className="mt-2 h-4 w-48" />
    </div>
  )
}

function History({ event, ageMs }: { event: LiveEvent; ageMs: number }) {
  const points = event.depthHistory.map(({ at, visible }) => ({ at, value: visible }))
  const most = points.reduce((top, { value }) => Math.max(top, value), 0)
  const last = points.at(-1)
  return (
    <Sparkline
      points={points}
      until={(last?.at ?? 0) + ageMs / 1_000}
      label={`Waiting over the last minutes: at most ${formatNumber(most)}, at last ${formatNumber(last?.value ?? 0)}`}
    />
  )
}
