import { Circle, Play, Square, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/lib/cn'
import { isActive, type RunSummary } from '@/lib/ledger'
import type { LiveEvent, RatePoint } from '@/lib/live-view'

/** What the newest run does, leading to it; nothing before the first run. */
export function RunStatus({ event }: { event: LiveEvent }) {
  const { run, otherActiveRuns } = event
  if (run === null) return <span className="max-sm:hidden">no run yet</span>
  const waits = isActive(run.state) && run.problem !== null
  const Icon = waits ? TriangleAlert : (ICONS[run.state] ?? Circle)
  const others = otherActiveRuns > 0 ? ` and ${otherActiveRuns} more` : ''
  return (
    <Link
      href={`/runs/${run.id}`}
      prefetch={false}
      title={run.problem ?? undefined}
      className={cn(
        'flex min-w-0 items-center gap-1.5 rounded-sm hover:text-ink max-sm:hidden',
        waits && 'text-warn hover:text-warn',
      )}
    >
      <Icon
        aria-hidden
        className={cn('size-2.5 shrink-0', FILLED.has(run.state) && !waits && 'fill-current')}
      />
      <span className="truncate">
        {inWords(run, event.rate)}
        {others}
      </span>
    </Link>
  )
}

const ICONS: Partial<Record<RunSummary['state'], typeof Play>> = {
  running: Play,
  stopping: Square,
  failed: TriangleAlert,
  interrupted: TriangleAlert,
}

const FILLED = new Set<RunSummary['state']>(['running', 'stopping'])

function inWords(run: RunSummary, rate: RatePoint[]): string {
  if (run.state === 'running') {
    if (run.problem !== null) return `run ${run.id} waits: ${run.problem}`
    const verb = run.mode === 'follow' ? 'following' : 'draining'
    return `${verb} ${currentRate(rate).toLocaleString('en-US')}/s`
  }
  if (run.state === 'stopping') return `run ${run.id} is stopping`
  return `idle · run ${run.id} ${run.state}`
}

/** Messages a second over the last few whole seconds; the newest second is not over yet. */
function currentRate(rate: RatePoint[]): number {
  const whole = rate.slice(-4, -1)
  if (whole.length === 0) return rate.at(-1)?.received ?? 0
  return Math.round(whole.reduce((sum, point) => sum + point.received, 0) / whole.length)
}
