'use client'

import Link from 'next/link'
import { LiveRun, LiveRunState } from '@/components/runs/live-run'
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

function HowFar({ run: { depthAtStart, ledger } }: { run: RunSummary }) {
  const share = depthAtStart === null || depthAtStart === 0 ? null : ledger.received / depthAtStart
  return (
    <>
      <Progress label="Redriven" value={share} className="w-40" />
      <p className="text-muted tabular-nums">
        {formatNumber(ledger.received)}
        {depthAtStart === null ? '' : ` of about ${formatNumber(depthAtStart)}`}
      </p>
    </>
  )
}
