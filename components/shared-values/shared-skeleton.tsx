import { AddressesAreShared } from '@/components/shared-values/addresses-are-shared'
import { EmptySharedTable } from '@/components/shared-values/empty-shared-table'
import { SharedFilters } from '@/components/shared-values/filters/shared-filters'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

/** The list of shared devices, or IPs, while it loads: its filters take the lines that they will. */
export function SharedSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <Page title={words.title} subtitle="shared by several users">
      <div className="flex min-w-0 flex-1 flex-col">
        {kind === 'ip' ? <AddressesAreShared /> : null}
        <div aria-hidden inert>
          <SharedFilters kind={kind} query={UNFILTERED} assignees={NOBODY}>
            <Skeleton className="w-24" />
          </SharedFilters>
        </div>
        <TableSkeleton label={`Loading the shared ${words.many}`}>
          <EmptySharedTable kind={kind} query={UNFILTERED} />
        </TableSkeleton>
      </div>
    </Page>
  )
}

const NOBODY: string[] = []
const UNFILTERED = sharedQuery.parse({}).query
