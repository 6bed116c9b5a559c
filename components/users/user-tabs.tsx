import { layOut } from '@/components/link-graph/lay-out'
import { LoadedLinkGraph } from '@/components/link-graph/loaded-link-graph'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { NewestLogins } from '@/components/users/newest-logins'
import { countOf } from '@/components/users/user-counts'
import { UserLocales } from '@/components/users/user-locales'
import { UserShared } from '@/components/users/user-shared'
import { UserVersions } from '@/components/users/user-versions'
import type { FoundUser } from '@/lib/db/users/find-user'
import type { VersionHistory } from '@/lib/db/users/list-version-changes'
import { formatNumber } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'
import type { UserTab } from '@/lib/model/query/value-query'
import type { LinkGraph as Graph } from '@/lib/model/shared/link-graph'

export type UserTabsProps = {
  user: FoundUser
  history: VersionHistory
  graph: Graph
  /** Their newest logins. */
  newest: LoginRow[]
  /** The one that the URL says. */
  tab: UserTab
}

const PANEL = 'flex min-h-0 flex-1 flex-col'

/** What a user has and whom that links them to, one beside the other; on paper one below the other. */
export function UserTabs({ user, history, graph, newest, tab }: UserTabsProps) {
  return (
    <Tabs
      defaultValue={tab}
      param="tab"
      className="flex min-h-0 flex-1 flex-col max-[900px]:h-140 max-[900px]:flex-none print:block"
    >
      <TabsList className="shrink-0 overflow-x-auto overflow-y-hidden px-4 pb-px print:hidden [&>*]:shrink-0">
        <TabsTrigger value="links">Links</TabsTrigger>
        <TabsTrigger value="devices">Devices {countOf(user, 'device')}</TabsTrigger>
        <TabsTrigger value="ips">IPs {countOf(user, 'ip')}</TabsTrigger>
        <TabsTrigger value="versions">Versions {formatNumber(user.versions.length)}</TabsTrigger>
        <TabsTrigger value="locales">Locales {formatNumber(user.locales.length)}</TabsTrigger>
        <TabsTrigger value="logins">Newest logins</TabsTrigger>
      </TabsList>
      <TabsContent value="links" title="Links" className="flex min-h-0 flex-1 print:block">
        <LoadedLinkGraph graph={graph} laidOut={layOut(graph)} />
      </TabsContent>
      <TabsContent value="devices" title="Devices" className={PANEL}>
        <UserShared kind="device" user={user} />
      </TabsContent>
      <TabsContent value="ips" title="IPs" className={PANEL}>
        <UserShared kind="ip" user={user} />
      </TabsContent>
      <TabsContent value="versions" title="Versions" className={PANEL}>
        <UserVersions user={user} history={history} />
      </TabsContent>
      <TabsContent value="locales" title="Locales" className={PANEL}>
        <UserLocales user={user} />
      </TabsContent>
      <TabsContent value="logins" title="Newest logins" className={PANEL}>
        <NewestLogins user={user} logins={newest} />
      </TabsContent>
    </Tabs>
  )
}
