'use client'

import { type ReactNode, useState } from 'react'
import { ChartPane } from '@/components/overview/chart-pane'
import { FeedPane } from '@/components/overview/feed/feed-pane'
import { MoreSamples, NoLogins, UnknownLogins } from '@/components/overview/overview-empty'
import { OverviewNotices } from '@/components/overview/overview-notices'
import { OVERVIEW_PANES } from '@/components/overview/panes-layout'
import { QueuePane } from '@/components/overview/queue-pane'
import { RecentRuns } from '@/components/overview/run/recent-runs'
import { RunAnnouncer } from '@/components/overview/run/run-announcer'
import { type Outcome, RunControl } from '@/components/overview/run/run-control'
import { RunPane } from '@/components/overview/run/run-pane'
import { SampleButton, type SendSampleLogins } from '@/components/overview/sample-button'
import { WorkersPane } from '@/components/overview/workers-pane'
import { useLive } from '@/components/shell/live-provider'
import { Page } from '@/components/shell/page'
import type { RunActions } from '@/components/shell/shell-context'
import { StaleWith } from '@/components/shell/status/stale'
import { ScrollPane } from '@/components/table/scroll-pane'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { LoginRow } from '@/lib/model/login'
import { isActive } from '@/lib/model/pipeline/ledger'
import { NOBODY } from '@/lib/model/pipeline/workers'

const NONE: LoginRow[] = []

type Props = {
  /** As of the rendering of the page; null where it could not be told. */
  initial: LiveEvent | null
  /** The newest logins then; null where they could not be read. */
  newest: LoginRow[] | null
  /** Why nothing can be masked; null when the keys are there and right. */
  keysProblem: string | null
  /** Null for those who may only look. */
  runs: RunActions | null
  /** Null unless the queue is the embedded one. */
  sendSampleLogins: SendSampleLogins | null
  /** The pane below, which is read apart. */
  history: ReactNode
}

/** The queue, the run and what it brings, live; below it, what was in the last day or week. */
export function Overview(props: Props) {
  const { initial, newest, keysProblem, runs, sendSampleLogins, history } = props
  const live = useLive()
  const event = live.event ?? initial
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const sample =
    sendSampleLogins === null ? null : (
      <SampleButton send={sendSampleLogins} onOutcome={setOutcome} />
    )
  return (
    <Page
      title="Overview"
      actions={
        runs === null ? null : (
          <RunControl
            run={event?.run ?? null}
            ingestion={event?.ingestion ?? NOBODY}
            actions={runs}
            onOutcome={setOutcome}
          />
        )
      }
    >
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <OverviewNotices
          event={event}
          live={live}
          isEmbeddedQueue={sendSampleLogins !== null}
          keysProblem={keysProblem}
          outcome={outcome}
          onDismiss={() => setOutcome(null)}
        />
        <RunAnnouncer event={event} />
        <div className="relative min-h-0 flex-1 overflow-y-auto">
          <LivePanes event={event} newest={newest} sample={sample} />
          {history}
        </div>
      </div>
    </Page>
  )
}

type PanesProps = Pick<Props, 'newest'> & {
  event: LiveEvent | null
  /** Sends sample logins; null where none can be sent. */
  sample: ReactNode
}

/** The queue and its chart; below them, the ledger and the newest logins. */
function LivePanes({ event, newest, sample }: PanesProps) {
  const hasLogins =
    (newest?.length ?? 0) > 0 || event?.recentRuns.some((run) => run.ledger.stored > 0)
  return (
    <div className={OVERVIEW_PANES}>
      <div className="flex flex-col border-line border-r border-b max-md:h-59 max-md:border-r-0 [&>*]:flex-1">
        <QueuePane
          event={event}
          whenEmpty={sample && hasLogins ? <MoreSamples>{sample}</MoreSamples> : null}
        />
      </div>
      <div className="flex min-w-0 flex-col border-line border-b max-md:h-59 [&>*]:flex-1">
        <ChartPane event={event} />
      </div>
      <ScrollPane
        aria-label="Ledger and recent runs"
        className="flex flex-col gap-4 border-line border-r px-4 py-3 max-md:border-r-0 [&>*]:shrink-0"
      >
        <RunPane event={event} />
        <WorkersPane ingestion={event?.ingestion ?? NOBODY} />
        <StaleWith source="database">
          <RecentRuns runs={event?.recentRuns ?? null} />
        </StaleWith>
      </ScrollPane>
      <div className="flex min-h-0 min-w-0 flex-col px-4 max-md:h-120 [&>*]:flex-1">
        <FeedPane
          newest={newest ?? NONE}
          event={event}
          whenEmpty={
            newest === null ? (
              <UnknownLogins />
            ) : (
              <NoLogins
                waiting={event?.queue.depth?.visible ?? 0}
                isRunning={event?.run ? isActive(event.run.state) : false}
                sample={sample}
              />
            )
          }
        />
      </div>
    </div>
  )
}
