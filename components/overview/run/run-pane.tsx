'use client'

import { LedgerList } from '@/components/ledger/ledger-list'
import { runProgress } from '@/components/overview/figures'
import { FollowWords } from '@/components/overview/follow-words'
import { Pane } from '@/components/overview/pane'
import { RunState } from '@/components/runs/run-state'
import { depthEstimate } from '@/components/runs/run-words'
import { StopWords } from '@/components/runs/stop-words'
import { useLive } from '@/components/shell/live-provider'
import { asOf, runDoubt } from '@/components/shell/status/live-words'
import { Stale } from '@/components/shell/status/stale'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { Badge } from '@/components/ui/badge'
import { Progress } from '@/components/ui/progress'
import { Skeleton } from '@/components/ui/skeleton'
import { formatNumber, formatShare } from '@/lib/format/format'
import type { Freshness } from '@/lib/model/live/freshness'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** What became of the run's messages: progress against the depth at its start, and the ledger. */
export function RunPane({ event }: { event: LiveEvent | null }) {
  const run = event?.run ?? null
  const fresh = useFreshness()
  if (event === null || fresh === null) return <Loading />
  const age = fresh.database
  if (run === null) {
    return age.ms === null ? (
      <Pane title="This run">
        <p className="text-muted">
          Not known: the database was not reached yet. What became of each message is in its ledger.
        </p>
      </Pane>
    ) : (
      <Pane title="This run">
        <p className="text-muted">
          No run yet. <b className="font-medium text-ink">Ingest now</b> starts one; its ledger
          stands here and says what became of every message.
        </p>
      </Pane>
    )
  }
  const active = isActive(run.state)
  const share = runProgress(run)
  return (
    <Pane
      title={active ? 'This run' : 'Last run'}
      subtitle={<State event={event} run={run} fresh={fresh} />}
      aside={
        !age.isFresh ? (
          <span className="text-warn">{asOf(age)}</span>
        ) : active && share !== null ? (
          formatShare(share)
        ) : null
      }
    >
      <Stale when={!age.isFresh}>
        {run.mode === 'follow' ? null : (
          <Progress label={`Progress of run ${run.id}`} value={share} className="mt-1" />
        )}
        <p
          className="mt-1.5 mb-2 text-muted tabular-nums"
          title={run.mode === 'follow' ? undefined : ABOUT}
        >
          {run.mode === 'follow' ? (
            <FollowWords run={run} ingestion={event.ingestion} />
          ) : (
            progressInWords(run)
          )}
        </p>
        <StopWords run={run} event={event} className="mb-2" />
        <LedgerList runId={run.id} ledger={run.ledger} />
      </Stale>
    </Pane>
  )
}

type StateProps = { event: LiveEvent; run: RunSummary; fresh: Freshness }

/** What the run does; of one that nothing is known of just now, that. */
function State({ event, run, fresh }: StateProps) {
  const { connection } = useLive()
  const doubt = runDoubt(event, fresh, connection === 'lost')
  if (doubt === null) return <RunState run={run} />
  return <Badge tone={doubt.tone}>{doubt.words}</Badge>
}

const ABOUT =
  'How many waited is what the queue said when the run started: SQS counts approximately, and messages that arrived since are received as well.'

function progressInWords(run: RunSummary): string {
  const received = formatNumber(run.ledger.received)
  if (run.state === 'finished') {
    const queue = run.mode === 'redrive' ? 'dead-letter queue' : 'queue'
    return `${received} received until the ${queue} was empty`
  }
  if (run.depthAtStart === null) return `${received} received; how many waited is not known`
  const estimate = depthEstimate(run)
  if (estimate === null) return `${received} received`
  return `${received} of about ${formatNumber(estimate)} that waited at its start`
}

function Loading() {
  return (
    <Pane title="This run">
      <div role="status" aria-label="Loading the run">
        <Skeleton className="mt-1 h-1.5" />
        <Skeleton className="mt-2 mb-3 h-4 w-40" />
        {['a', 'b', 'c', 'd'].map((line) => (
          <Skeleton key={line} className="my-2.5 h-4" />
        ))}
      </div>
    </Pane>
  )
}
