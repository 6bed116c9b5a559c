import { CircleCheck, Unplug } from 'lucide-react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { DepthFacts } from '@/components/dead-letters/depth-facts'
import { MovesPane } from '@/components/dead-letters/moves-pane'
import { PurgeButton } from '@/components/dead-letters/purge-button'
import { RedriveButton } from '@/components/dead-letters/redrive-button'
import { RedriveRun } from '@/components/dead-letters/redrive-run'
import { SamplePane } from '@/components/dead-letters/sample-pane'
import { LiveStopRun } from '@/components/runs/live-run'
import type { RunActions } from '@/components/shell/shell-context'
import { ListPage } from '@/components/table/list-page'
import { EmptyState } from '@/components/ui/empty-state'
import type { QueueDepth } from '@/lib/model/live/live-view'
import type { DeadLetterPlace, Moves } from '@/lib/model/pipeline/dead-letters'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'
import type { Loaded } from '@/lib/model/query/loaded'

export type DeadLettersFound =
  | { kind: 'none'; source: string }
  | {
      kind: 'found'
      source: string
      place: DeadLetterPlace
      depth: QueueDepth
      /** The newest redrive; null before the first. */
      run: RunSummary | null
      moves: Moves
    }

type Props = {
  loaded: Loaded<DeadLettersFound>
  /** Null for those who may only look. */
  actions: DeadLetterActions | null
  stopRun: RunActions['stopRun'] | null
}

/** What the queue delivered too often and set aside: how much, why, and how to bring it in. */
export function DeadLettersPage({ loaded, actions, stopRun }: Props) {
  const found = loaded.kind === 'loaded' && loaded.value.kind === 'found' ? loaded.value : null
  return (
    <ListPage
      title="Dead letters"
      subtitle={found?.place.name}
      actions={
        found === null || actions === null ? undefined : (
          <Buttons found={found} actions={actions} stopRun={stopRun} />
        )
      }
      brokenParts={[]}
      loaded={loaded}
      failure="The dead-letter queue could not be asked."
      unharmed="Nothing was moved or deleted."
    >
      {(value) =>
        value.kind === 'none' ? (
          <EmptyState className="flex-1" icon={Unplug} title="This queue has no dead-letter queue.">
            The redrive policy of {value.source} names none. A message that can never be stored is
            delivered again until the queue’s retention period is over. Give the queue one, with a
            maxReceiveCount of 3 or more.
          </EmptyState>
        ) : (
          <Detail found={value} actions={actions} />
        )
      }
    </ListPage>
  )
}

type Found = Extract<DeadLettersFound, { kind: 'found' }>

type ButtonsProps = {
  found: Found
  actions: DeadLetterActions
  stopRun: RunActions['stopRun'] | null
}

function Buttons({ found: { run, depth, place }, actions, stopRun }: ButtonsProps) {
  const waiting = depth.visible + depth.inFlight
  return (
    <>
      {actions.purge === null ? null : (
        <PurgeButton
          purge={actions.purge}
          name={place.name}
          waiting={waiting}
          otherSources={place.otherSources}
        />
      )}
      {run !== null && isActive(run.state) && stopRun !== null ? (
        <LiveStopRun run={run} stopRun={stopRun} />
      ) : (
        <RedriveButton redrive={actions.redrive} waiting={waiting} />
      )}
    </>
  )
}

function Detail({ found, actions }: { found: Found; actions: DeadLetterActions | null }) {
  const { depth, place, run, moves } = found
  const isEmpty = depth.visible + depth.inFlight + depth.delayed === 0
  return (
    <>
      <DepthFacts depth={depth} place={place} />
      {run === null ? null : <RedriveRun key={run.id} run={run} />}
      <MovesPane moves={moves} actions={actions} />
      {isEmpty ? (
        <EmptyState className="flex-1" icon={CircleCheck} title="No dead letters.">
          A message comes here when the queue has delivered it more often than its redrive policy
          allows, and nobody acknowledged it.
        </EmptyState>
      ) : (
        <SamplePane sample={actions?.sample ?? null} waiting={depth.visible} />
      )}
    </>
  )
}
