import { BatchesTable } from '@/components/runs/batches-table'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page title="Run">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-28 shrink-0 flex-col gap-4 border-line border-b p-4">
          <Skeleton className="h-6 w-130 max-w-full" />
          <Skeleton className="h-8 w-180 max-w-full" />
        </div>
        <TableSkeleton label="Loading the run">
          <BatchesTable batches={[]} />
        </TableSkeleton>
      </div>
    </Page>
  )
}
