import { MonthsMade } from '@/components/retention/months-made'
import { RetentionChanges } from '@/components/retention/retention-changes'
import { RetentionTable } from '@/components/retention/retention-table'
import type { SaveRetention } from '@/components/retention/save-retention'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { LocalTime } from '@/components/table/local-time'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'
import type { RetentionRun, RetentionView } from '@/lib/model/retention/retention-view'

type Props = {
  viewer: Role
  loaded: Loaded<RetentionView>
  /** How many changes are read at most. */
  changesLimit: number
  save: SaveRetention
}

/** What is kept, and for how long. */
export function RetentionPage({ viewer, loaded, changesLimit, save }: Props) {
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="retention" viewer={viewer} />
        {loaded.kind === 'loaded' ? (
          <Found view={loaded.value} changesLimit={changesLimit} save={save} />
        ) : (
          <ListFailure
            title="The retention settings could not be read."
            cause={`${loaded.cause}. Nothing was changed.`}
            detail={loaded.detail}
          />
        )}
      </div>
    </Page>
  )
}

type FoundProps = { view: RetentionView; changesLimit: number; save: SaveRetention }

function Found({ view, changesLimit, save }: FoundProps) {
  return (
    <Tabs defaultValue="kept" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="Retention" className="px-4">
        <TabsTrigger value="kept">Data</TabsTrigger>
        <TabsTrigger value="history">History</TabsTrigger>
      </TabsList>
      <TabsContent value="kept" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="Data and its retention" className="flex-1">
          <div className="flex max-w-prose flex-col gap-2 px-4 py-3 text-muted">
            <p>
              By default, everything is kept. Once you set a retention period, older data is deleted
              every night after 03:00 UTC, a whole month at a time. It cannot be recovered.
            </p>
            <LastRun run={view.run} />
            <MonthsMade months={view.months} />
          </div>
          <RetentionTable view={view} save={save} />
        </ScrollPane>
      </TabsContent>
      <TabsContent value="history" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="Retention history" className="flex-1">
          <RetentionChanges changes={view.changes} limit={changesLimit} />
        </ScrollPane>
      </TabsContent>
    </Tabs>
  )
}

function LastRun({
  run: { startedAt, finishedAt, problem, isFollowingUp },
}: {
  run: RetentionRun
}) {
  if (startedAt === null) return <p>The nightly deletion has not run yet.</p>
  const isOver = finishedAt !== null && finishedAt >= startedAt
  return (
    <p>
      The last nightly deletion started <LocalTime at={startedAt} />
      {isOver ? (
        <>
          {' '}
          and finished <LocalTime at={finishedAt} />
        </>
      ) : null}
      {problem === null ? null : (
        <span className="text-danger">, but was not completed: {problem}</span>
      )}
      .{isFollowingUp ? ' Data derived from deleted logins is still being removed.' : null}
    </p>
  )
}
