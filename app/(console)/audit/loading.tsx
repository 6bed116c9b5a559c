import { AuditTable } from '@/components/audit/audit-table'
import { ChainChecking } from '@/components/audit/chain-verdict'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <Page title="Audit log" subtitle="append-only, each row chained to the one before">
      <div className="flex min-w-0 flex-1 flex-col">
        <ChainChecking />
        <TableSkeleton label="Loading the audit log" withFilters>
          <AuditTable actions={[]} rejectedPlaces={{}} selected={null} onSelect={nothing} />
        </TableSkeleton>
      </div>
    </Page>
  )
}

const nothing = () => undefined
