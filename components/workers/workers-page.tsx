'use client'

import { Server } from 'lucide-react'
import { useLive } from '@/components/shell/live-provider'
import { Page } from '@/components/shell/page'
import type { RunActions } from '@/components/shell/shell-context'
import { StaleWith } from '@/components/shell/status/stale'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { EmptyState } from '@/components/ui/empty-state'
import { PauseAll } from '@/components/workers/pause-all'
import { SchedulePane } from '@/components/workers/schedule-pane'
import type { ScheduleActions, WorkerActions } from '@/components/workers/worker-actions'
import { WorkersTable } from '@/components/workers/workers-table'
import type { Ingestion, Schedule } from '@/lib/model/pipeline/workers'
import type { Loaded } from '@/lib/model/query/loaded'

export type Found = {
  ingestion: Ingestion
  schedule: Schedule | null
  /** When the schedule comes next; ISO 8601, UTC. */
  nextTimes: string[]
}

type Props = {
  loaded: Loaded<Found>
  /** Null for those who may only look. */
  actions: {
    workers: WorkerActions
    pauseAll: RunActions['pauseAll']
    schedule: ScheduleActions
  } | null
}

/** The processes that ingest by themselves, and when the queue is drained by itself. */
export function WorkersPage({ loaded, actions }: Props) {
  const { event } = useLive()
  if (loaded.kind === 'failed') {
    return (
      <Page title="Workers">
        <ListFailure
          title="The workers could not be read."
          cause={`${loaded.cause}. They go on by themselves.`}
          detail={loaded.detail}
        />
      </Page>
    )
  }
  const { schedule, nextTimes } = loaded.value
  const ingestion = event?.database.readAt ? event.ingestion : loaded.value.ingestion
  return (
    <Page
      title="Workers"
      actions={
        actions === null ? null : <PauseAll ingestion={ingestion} pauseAll={actions.pauseAll} />
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <ScrollPane aria-label="Workers" className="flex-1">
          {ingestion.workers.length === 0 ? (
            <EmptyState icon={Server} title="No console or worker is running.">
              The console is one, and each npm run worker is another. They are shown here within a
              second of their start.
            </EmptyState>
          ) : (
            <StaleWith source="database">
              <WorkersTable workers={ingestion.workers} actions={actions?.workers ?? null} />
            </StaleWith>
          )}
        </ScrollPane>
        <SchedulePane
          schedule={schedule}
          nextTimes={nextTimes}
          actions={actions?.schedule ?? null}
        />
      </div>
    </Page>
  )
}
