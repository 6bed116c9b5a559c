import { RiskChanges } from '@/components/risk/risk-changes'
import type { SaveRiskSetting } from '@/components/risk/save-risk-setting'
import { SignalsTable } from '@/components/risk/signals-table'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'
import {
  MAX_RISK_SCORE,
  type RiskChangeView,
  type RiskSettings,
} from '@/lib/model/risk/risk-signals'

export type RiskFound = {
  settings: RiskSettings
  /** The newest first. */
  changes: RiskChangeView[]
  /** How many changes are read at most. */
  changesLimit: number
}

type Props = { viewer: Role; loaded: Loaded<RiskFound>; save: SaveRiskSetting }

/** The signals that make up a login's risk score, and the changes to them. */
export function RiskPage({ viewer, loaded, save }: Props) {
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="risk" viewer={viewer} />
        {loaded.kind === 'loaded' ? (
          <Found found={loaded.value} save={save} />
        ) : (
          <ListFailure
            title="The risk signals could not be read."
            cause={`${loaded.cause}. Logins are still scored.`}
            detail={loaded.detail}
          />
        )}
      </div>
    </Page>
  )
}

function Found({ found, save }: { found: RiskFound; save: SaveRiskSetting }) {
  return (
    <Tabs defaultValue="signals" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="Risk" className="px-4">
        <TabsTrigger value="signals">Signals</TabsTrigger>
        <TabsTrigger value="history">History</TabsTrigger>
      </TabsList>
      <TabsContent value="signals" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="Risk signals" className="flex-1">
          <p className="max-w-prose px-4 py-3 text-muted">
            A login’s risk score is the sum of the weights of its signals, at most {MAX_RISK_SCORE}.
            A change applies to logins stored from then on. To apply it to those of the last 30 days
            too, run <code className="whitespace-nowrap">npm run rollups -- --judge --days 30</code>
            .
          </p>
          <SignalsTable settings={found.settings} save={save} />
        </ScrollPane>
      </TabsContent>
      <TabsContent value="history" className="flex min-h-0 flex-1 flex-col">
        <ScrollPane aria-label="History of the risk signals" className="flex-1">
          <RiskChanges changes={found.changes} limit={found.changesLimit} />
        </ScrollPane>
      </TabsContent>
    </Tabs>
  )
}
