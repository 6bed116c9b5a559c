import { HistorySkeleton } from '@/components/overview/history/history-frame'
import { Pane } from '@/components/overview/pane'
import { OVERVIEW_PANES } from '@/components/overview/panes-layout'
import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

const RUNS = ['run-1', 'run-2', 'run-3', 'run-4', 'run-5', 'run-6']
const LOGINS = Array.from({ length: 24 }, (_, at) => `login-${at}`)

/** The overview while it loads: its panes, where they will stand. */
export function OverviewSkeleton() {
  return (
    <Page title="Overview" actions={<Skeleton className="h-8 w-26" />}>
      <div
        role="status"
        aria-label="Loading the overview"
        className="min-h-0 min-w-0 flex-1 overflow-hidden"
      >
        <div className={OVERVIEW_PANES}>
          <Pane
            title="Queue"
            className="gap-3 border-line border-r max-md:border-r-0 border-b px-4 py-3"
          >
            <Skeleton className="h-10 w-40" />
            <Skeleton className="w-52" />
            <Skeleton className="h-18" />
          </Pane>
          <Pane title="Received" className="gap-3 border-line border-b px-4 py-3">
            <Skeleton className="h-full" />
          </Pane>
          <Pane title="This run" className="gap-3 border-line border-r max-md:border-r-0 px-4 py-3">
            {RUNS.map((run) => (
              <Skeleton key={run} className="h-6" />
            ))}
          </Pane>
          <Pane title="Arriving" className="gap-[18px] px-4 py-3">
            {LOGINS.map((login) => (
              <Skeleton key={login} className="h-3.5 shrink-0" />
            ))}
          </Pane>
        </div>
        <HistorySkeleton />
      </div>
    </Page>
  )
}
