'use client'

import { Circle, Play, Square, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { currentRate } from '@/components/overview/figures'
import { isWaiting, runLook } from '@/components/runs/run-words'
import { type Age, useAge } from '@/components/shell/status/use-age'
import { cn } from '@/components/ui/cn'
import { formatRate } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/ledger'
import type { LiveEvent, RatePoint } from '@/lib/model/live/live-view'

/** What the newest run does, leading to it; nothing before the first run. */
export function RunStatus({ event }: { event: LiveEvent }) {
  const { run, otherActiveRuns, database } = event
  const age = useAge(database.readAt)
  if (run === null) return <span className="max-sm:hidden">no run yet</span>
  const isWarning = runLook(run).tone === 'warn' && !age?.isOld
  const Icon = iconOf(run)
  const others = otherActiveRuns > 0 ? ` and ${otherActiveRuns} more` : ''
  return (
    <Link
      href={`/runs/${run.id}`}
      prefetch={false}
      title={run.problem ?? undefined}
      className={cn(
        'flex min-w-0 items-center gap-1.5 rounded-sm hover:text-ink max-sm:hidden',
        isWarning && 'text-warn hover:text-warn',
      )}
    >
      <Icon
        aria-hidden
        className={cn('size-2.5 shrink-0', isActive(run.state) && !isWarning && 'fill-current')}
      />
      <span className="truncate">
        {age?.isOld ? inOldWords(run, age) : inWords(run, event.rate)}
        {others}
      </span>
    </Link>
  )
}

function iconOf(run: RunSummary): typeof Play {
  const { tone } = runLook(run)
  if (run.state === 'stopping') return Square
  if (tone === 'warn' || tone === 'danger') return TriangleAlert
  return run.state === 'running' ? Play : Circle
}

function inWords(run: RunSummary, rate: RatePoint[]): string {
  if (isWaiting(run)) return `run ${run.id} is waiting: ${run.problem}`
  if (run.state === 'running') {
    const verb = run.mode === 'follow' ? 'following' : 'draining'
    return `${verb} ${formatRate(currentRate(rate))}`
  }
  if (run.state === 'stopping') return `run ${run.id} is stopping`
  return `idle · run ${run.id} ${runLook(run).word}`
}

/** What it does now is not known. */
function inOldWords(run: RunSummary, { words }: Age): string {
  return `run ${run.id} ${runLook(run).word} as of ${words}`
}
