'use client'

import Link from 'next/link'
import { runProgress } from '@/components/overview/figures'
import { LiveRun, LiveRunState } from '@/components/runs/live-run'
import { depthEstimate } from '@/components/runs/run-words'
import { useLiveRuns } from '@/components/runs/use-live-runs'
import { Progress } from '@/components/ui/progress'
import { formatNumber } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** The newest redrive: how far it is while it works, and its ledger. */
export function RedriveRun({ run: rendered }: { run: RunSummary }) {
  const [run = rendered] = useLiveRuns([rendered])
  return (
    <section aria-label="Redrive" className="shrink-0">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3">
        <h2 className="font-semibold">
          Redrive,{' '}
          <Link href={`/runs/${run.id}`} className="rounded-sm underline-offset-4 hover:underline">
            run {run.id}
          </Link>
        </h2>
        <LiveRunState run={rendered} />
        {isActive(run.state) ? <HowFar run={run} /> : null}
      </div>
      <LiveRun run={rendered} refreshesBatches />
    </section>
  )
}

function HowFar({ run }: { run: RunSummary }) {
  const estimate = depthEstimate(run)
  return (
    <>
      <Progress label="Redriven" value={runProgress(run)} className="w-40" />
      <p className="text-muted tabular-nums">
        {formatNumber(run.ledger.received)}
        {estimate === null ? '' : ` of about ${formatNumber(estimate)}`}
      </p>
    </>
  )
}
