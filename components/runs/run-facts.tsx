import type { ReactNode } from 'react'
import { meanRate } from '@/components/runs/mean-rate'
import { RUN_MODES } from '@/components/runs/run-words'
import { LocalTime } from '@/components/table/local-time'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatNumber, formatRate } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** What there is to know of a run beside its ledger. */
export function RunFacts({ run }: { run: RunSummary }) {
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
      <Fact name="started by">{run.startedBy}</Fact>
      <Fact name="started">
        <LocalTime at={run.startedAt} />
      </Fact>
      <Fact name={isActive(run.state) ? 'works for' : 'took'}>{formatDuration(run.seconds)}</Fact>
      {run.endedAt === null ? null : (
        <Fact name="ended">
          <RelativeTime at={run.endedAt} />
        </Fact>
      )}
      <Fact name="average rate">{formatRate(meanRate(run))}</Fact>
      <Fact name="mode">{RUN_MODES[run.mode]}</Fact>
      {/* Those of the moment: of a run that has ended, the few that it ended with say nothing. */}
      {isActive(run.state) ? <Fact name="lanes">{run.lanes}</Fact> : null}
      <Fact name="batches">{formatNumber(run.batches)}</Fact>
      <Fact name="waiting at its start">
        {run.depthAtStart === null ? 'not known' : `about ${formatNumber(run.depthAtStart)}`}
      </Fact>
      <Fact name="acknowledged">{formatNumber(run.ledger.acknowledged)}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
