'use client'

import { TriangleAlert } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import type { ChannelActions, RuleActions } from '@/components/alerts/alert-actions'
import { RulesTable } from '@/components/alerts/rules/rules-table'
import { useRules } from '@/components/alerts/rules/use-rules'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { AlertChannelView, AlertEventView, AlertRuleView } from '@/lib/model/alerts/views'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'

const loadChannels = () => import('@/components/alerts/channels/channels-pane')
const ChannelsPane = lazy(async () => ({ default: (await loadChannels()).ChannelsPane }))
const loadEvents = () => import('@/components/alerts/events-table')
const EventsTable = lazy(async () => ({ default: (await loadEvents()).EventsTable }))

export type AlertsFound = {
  rules: AlertRuleView[]
  channels: AlertChannelView[]
  /** The newest first. */
  events: AlertEventView[]
  /** How many events are read at most. */
  eventsLimit: number
  /** Whether some process evaluates the rules at present. */
  isEvaluated: boolean
  evaluatedAt: string | null
}

type Props = {
  viewer: Role
  loaded: Loaded<AlertsFound>
  /** Null for those who may only look. */
  actions: (RuleActions & ChannelActions) | null
}

/** What is watched and how it stands, where it is told, and what happened. */
export function AlertsPage({ viewer, loaded, actions }: Props) {
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="alerts" viewer={viewer} />
        {loaded.kind === 'loaded' ? (
          <Found found={loaded.value} actions={actions} />
        ) : (
          <ListFailure
            title="The alerts could not be read."
            cause={`${loaded.cause}. They are evaluated all the same.`}
            detail={loaded.detail}
          />
        )}
      </div>
    </Page>
  )
}

function Found({ found, actions }: { found: AlertsFound; actions: Props['actions'] }) {
  const { rules, problem } = useRules(found.rules)
  useIdleLoad(loadChannels)
  useIdleLoad(loadEvents)
  return (
    <Tabs defaultValue="rules" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="Alerts" className="px-4">
        <TabsTrigger value="rules">Rules</TabsTrigger>
        <TabsTrigger value="channels">Channels</TabsTrigger>
        <TabsTrigger value="history">History</TabsTrigger>
      </TabsList>
      {found.isEvaluated ? null : <NotEvaluated at={found.evaluatedAt} />}
      {problem === null ? null : (
        <Warning>The states could not be refreshed: {problem} They may be out of date.</Warning>
      )}
      <TabsContent value="rules" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="Alert rules" className="flex-1">
          <RulesTable rules={rules} actions={actions} />
        </ScrollPane>
      </TabsContent>
      <TabsContent value="channels" className="flex min-h-0 flex-1 flex-col">
        <Suspense>
          <ChannelsPane channels={found.channels} actions={actions} />
        </Suspense>
      </TabsContent>
      <TabsContent value="history" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="History of the alerts" className="flex-1">
          <Suspense>
            <EventsTable events={found.events} limit={found.eventsLimit} />
          </Suspense>
        </ScrollPane>
      </TabsContent>
    </Tabs>
  )
}

function NotEvaluated({ at }: { at: string | null }) {
  return (
    <Warning>
      No process evaluates the alerts at present. One takes over within half a minute.
      {at === null ? null : (
        <>
          {' '}
          They were last evaluated <RelativeTime at={at} />.
        </>
      )}
    </Warning>
  )
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className="flex shrink-0 items-start gap-2 border-line border-b bg-warn-soft px-4 py-2 text-warn">
      <TriangleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
