import { AddressesAreShared } from '@/components/shared-values/addresses-are-shared'
import { SharedTable } from '@/components/shared-values/shared-table'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** The list of shared devices, or IPs, while it loads: drawn by the server, so that it costs no script. */
export function SharedSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <Page title={words.title} subtitle="shared by several users">
      <div className="flex min-w-0 flex-1 flex-col">
        {kind === 'ip' ? <AddressesAreShared /> : null}
        <div
          aria-hidden
          className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
        >
          {FILTER_WIDTHS.map((width) => (
            <Skeleton key={width} className={`h-7 ${width}`} />
          ))}
        </div>
        <TableSkeleton label={`Loading the shared ${words.many}`}>
          <SharedTable kind={kind} rows={[]} query={UNFILTERED} onOpen={nothing} />
        </TableSkeleton>
      </div>
    </Page>
  )
}

/** About what the search by token and the filters take. */
const FILTER_WIDTHS = ['w-48', 'w-64', 'w-40', 'w-36', 'w-32', 'w-28', 'w-24']
const nothing = () => undefined
const UNFILTERED = sharedQuery.parse({}).query
