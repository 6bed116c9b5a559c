'use client'

import { runLook } from '@/components/runs/run-words'
import { formatNumber } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/ledger'

/** Tells screen readers when a run starts and how it ends; not every number in between. */
export function RunAnnouncer({ run }: { run: RunSummary | null }) {
  return (
    <p role="status" className="sr-only">
      {run === null ? '' : inWords(run)}
    </p>
  )
}

function inWords(run: RunSummary): string {
  if (isActive(run.state)) return `Run ${run.id} is ${runLook(run).word}.`
  const { received, stored, rejected, balanced } = run.ledger
  return `Run ${run.id} is ${runLook(run).word}: ${formatNumber(received)} received, ${formatNumber(stored)} stored, ${formatNumber(rejected)} rejected, ${balanced ? 'balanced' : 'not balanced'}.`
}
