'use client'

import { runLook } from '@/components/runs/run-words'
import { useLive } from '@/components/shell/live-provider'
import { type Doubt, runDoubt } from '@/components/shell/status/live-words'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { formatNumber } from '@/lib/format/format'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** Tells screen readers when a run starts and how it ends; not every number in between. */
export function RunAnnouncer({ event }: { event: LiveEvent | null }) {
  const { connection } = useLive()
  const fresh = useFreshness()
  const run = event?.run ?? null
  const doubt =
    event === null || fresh === null ? null : runDoubt(event, fresh, connection === 'lost')
  return (
    <p role="status" className="sr-only">
      {run === null ? '' : describeRun(run, doubt)}
    </p>
  )
}

function describeRun(run: RunSummary, doubt: Doubt | null): string {
  // For how long it is not known would be announced anew every second.
  if (doubt?.tone === 'neutral') return `What run ${run.id} does is unknown at the moment.`
  if (doubt !== null) return `Run ${run.id} ${doubt.words}.`
  if (isActive(run.state)) return `Run ${run.id} is ${runLook(run).word}.`
  const { received, stored, rejected, balanced } = run.ledger
  return `Run ${run.id} is ${runLook(run).word}: ${formatNumber(received)} received, ${formatNumber(stored)} stored, ${formatNumber(rejected)} rejected, ${balanced ? 'balanced' : 'not balanced'}.`
}
