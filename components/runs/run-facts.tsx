import { meanRate } from '@/components/runs/mean-rate'
import { StackedFact } from '@/components/table/fact'
import { LocalTime } from '@/components/table/local-time'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatNumber, formatRate } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** What there is to know of a run beside its ledger. */
export function RunFacts({ run }: { run: RunSummary }) {
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
      <StackedFact name="started by">{run.startedBy}</StackedFact>
      <StackedFact name="started">
        <LocalTime at={run.startedAt} />
      </StackedFact>
      <StackedFact name={isActive(run.state) ? 'works for' : 'took'}>
        {formatDuration(run.seconds)}
      </StackedFact>
      {run.endedAt === null ? null : (
        <StackedFact name="ended">
          <RelativeTime at={run.endedAt} />
        </StackedFact>
      )}
      <StackedFact name="average rate">{formatRate(meanRate(run))}</StackedFact>
      <StackedFact name="mode">{run.mode}</StackedFact>
      {/* Those of the moment: of a run that has ended, the few that it ended with say nothing. */}
      {isActive(run.state) ? <StackedFact name="lanes">{run.lanes}</StackedFact> : null}
      <StackedFact name="batches">{formatNumber(run.batches)}</StackedFact>
      <StackedFact name="waiting at its start">
        {run.depthAtStart === null ? 'not known' : `about ${formatNumber(run.depthAtStart)}`}
      </StackedFact>
      <StackedFact name="acknowledged">{formatNumber(run.ledger.acknowledged)}</StackedFact>
    </dl>
  )
}
