'use client'

import { Circle, Play, Square, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { runLook } from '@/components/runs/run-words'
import { useLive } from '@/components/shell/live-provider'
import { runDoubt, runStatusWords } from '@/components/shell/status/live-words'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { cn } from '@/components/ui/cn'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** What the newest run does, leading to it; nothing before the first run. */
export function RunStatus({ event }: { event: LiveEvent }) {
  const { connection } = useLive()
  const fresh = useFreshness()
  if (fresh === null) return null
  const isLost = connection === 'lost'
  const words = runStatusWords(event, fresh, isLost)
  const { run } = event
  if (run === null) return <span className="max-sm:hidden">{words}</span>
  const doubt = runDoubt(event, fresh, isLost)
  const isWarning = doubt === null ? runLook(run).tone === 'warn' : doubt.tone === 'warn'
  const Icon = doubt === null ? iconOf(run) : isWarning ? TriangleAlert : Circle
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
        className={cn(
          'size-2.5 shrink-0',
          isActive(run.state) && !isWarning && doubt === null && 'fill-current',
        )}
      />
      <span className="truncate">{words}</span>
    </Link>
  )
}

function iconOf(run: RunSummary): typeof Play {
  const { tone } = runLook(run)
  if (run.state === 'stopping') return Square
  if (tone === 'warn' || tone === 'danger') return TriangleAlert
  return run.state === 'running' ? Play : Circle
}
