import { Eraser } from 'lucide-react'
import { EraseForm, type EraseProps } from '@/components/settings/erase-form'
import { ErasuresTable } from '@/components/settings/erasures-table'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { EmptyState } from '@/components/ui/empty-state'
import type { ErasureRow } from '@/lib/db/reveal-log/list-erasures'
import { formatCount } from '@/lib/format/format'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'

type Props = EraseProps & {
  viewer: Role
  loaded: Loaded<ErasureRow[]>
  /** How many are read at most. */
  limit: number
}

/** Erases a person: what is asked on the left, what was erased before on the right. */
export function ErasePage({ viewer, loaded, limit, ...form }: Props) {
  return (
    <Page title="Settings">
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="erase" viewer={viewer} />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <EraseForm {...form} />
          <section aria-label="Erasures" className="flex min-h-0 min-w-0 flex-1 flex-col">
            {loaded.kind === 'loaded' ? (
              <List erasures={loaded.value} limit={limit} />
            ) : (
              <ListFailure
                title="The erasures could not be read."
                cause={`${loaded.cause}.`}
                detail={loaded.detail}
              />
            )}
          </section>
        </div>
      </div>
    </Page>
  )
}

function List({ erasures, limit }: { erasures: ErasureRow[]; limit: number }) {
  if (erasures.length === 0) {
    return (
      <EmptyState className="flex-1" icon={Eraser} title="Nobody has been erased.">
        Each erasure is listed here, so that it can be replayed after a backup is restored.
      </EmptyState>
    )
  }
  return (
    <>
      <ScrollPane aria-label="List of erasures" className="flex-1">
        <ErasuresTable erasures={erasures} />
      </ScrollPane>
      <p className="flex min-h-10 shrink-0 items-center border-line border-t px-4 py-1 text-muted tabular-nums">
        {erasures.length < limit
          ? `${formatCount(erasures.length, 'erasure')}, newest first`
          : `The newest ${limit} erasures`}
        . Replay them after a restore: npm run keys -- erase --replay FILE
      </p>
    </>
  )
}
