'use client'

import Link from 'next/link'
import { RateChart } from '@/components/charts/rate-chart'
import { currentRate } from '@/components/overview/figures'
import { Pane } from '@/components/overview/pane'
import { meanRate } from '@/components/runs/mean-rate'
import { runLook } from '@/components/runs/run-words'
import { useAge } from '@/components/shell/status/use-age'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatRate } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/ledger'
import type { LiveEvent, RatePoint } from '@/lib/model/live/live-view'

const NO_POINTS: RatePoint[] = []

/** How fast it goes: messages a second over the last two minutes, by all runs. */
export function ChartPane({ event }: { event: LiveEvent | null }) {
  const run = event?.run ?? null
  const active = run !== null && isActive(run.state)
  const age = useAge(event?.database.readAt)
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
      aside={
        event === null || run === null ? null : age?.isOld ? (
          <span className="text-warn">as of {age.words}</span>
        ) : active ? (
          <span className="text-ink">{formatRate(currentRate(event.rate))}</span>
        ) : (
          `${formatRate(meanRate(run))} on average`
        )
      }
      className="px-4 py-3"
    >
      <div className="mt-1 min-h-0 flex-1">
        <RateChart points={event?.rate ?? NO_POINTS} />
      </div>
    </Pane>
  )
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
