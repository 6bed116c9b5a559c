'use client'

import Link from 'next/link'
import { RateChart } from '@/components/charts/rate-chart'
import { Pane } from '@/components/overview/pane'
import { meanRate } from '@/components/runs/mean-rate'
import { runLook } from '@/components/runs/run-words'
import { asOf, rateWords } from '@/components/shell/status/live-words'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatRate } from '@/lib/format/format'
import type { RatePoint } from '@/lib/model/live/current-rate'
import type { Freshness } from '@/lib/model/live/freshness'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

const NO_POINTS: RatePoint[] = []

/** How fast it goes: messages a second over the last two minutes, by all runs. */
export function ChartPane({ event }: { event: LiveEvent | null }) {
  const run = event?.run ?? null
  const fresh = useFreshness()
  return (
    <Pane
      label="Rate"
      title={
        run === null ? (
          'Rate'
        ) : (
          <Link href={`/runs/${run.id}`} className="rounded-sm underline-offset-4 hover:underline">
            Run {run.id}
          </Link>
        )
      }
      subtitle={
        run === null ? (
          'messages a second'
        ) : (
          <Story run={run} others={event?.otherActiveRuns ?? 0} />
        )
      }
      aside={event === null || fresh === null ? null : <Rate event={event} fresh={fresh} />}
      className="px-4 py-3"
    >
      <div className="mt-1 min-h-0 flex-1">
        <RateChart
          points={event?.rate ?? NO_POINTS}
          ageSeconds={Math.floor((fresh?.database.ms ?? 0) / 1_000)}
        />
      </div>
    </Pane>
  )
}

/** The rate while a run is active, then what it was on average. */
function Rate({ event, fresh }: { event: LiveEvent; fresh: Freshness }) {
  const words = rateWords(event, fresh)
  const { isFresh } = fresh.database
  if (event.run === null) return null
  if (isActive(event.run.state)) {
    return (
      <span data-figure="rate" className={isFresh ? 'text-ink' : 'text-warn'}>
        {words}
      </span>
    )
  }
  if (!isFresh) return <span className="text-warn">{asOf(fresh.database)}</span>
  return `received ${formatRate(meanRate(event.run))} on average`
}

function Story({ run, others }: { run: RunSummary; others: number }) {
  const beside = others === 0 ? '' : ` · ${others} more active`
  if (isActive(run.state)) {
    return (
      <span title={run.startedBy}>
        started by {run.startedBy} <RelativeTime at={run.startedAt} /> · {run.lanes}{' '}
        {run.lanes === 1 ? 'lane' : 'lanes'}
        {beside}
      </span>
    )
  }
  return (
    <span title={`Started by ${run.startedBy}. ${runLook(run).means}`}>
      {runLook(run).word} {run.endedAt === null ? null : <RelativeTime at={run.endedAt} />} ·
      started by {run.startedBy} · took {formatDuration(run.seconds)}
      {beside}
    </span>
  )
}
