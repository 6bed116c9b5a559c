import { AddressesAreShared } from '@/components/shared-values/addresses-are-shared'
import { SharedTable } from '@/components/shared-values/shared-table'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

/** The list of shared devices, or IPs, while it loads. */
export function SharedSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <Page title={words.title} subtitle="shared by several users">
      <div className="flex min-w-0 flex-1 flex-col">
        {kind === 'ip' ? <AddressesAreShared /> : null}
        <TableSkeleton label={`Loading the shared ${words.many}`} withFilters>
          <SharedTable kind={kind} rows={[]} query={UNFILTERED} />
        </TableSkeleton>
      </div>
    </Page>
  )
}

const UNFILTERED = sharedQuery.parse({}).query
