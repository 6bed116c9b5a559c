import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { WorkersTable } from '@/components/workers/workers-table'

export default function Loading() {
  return (
    <Page title="Workers">
      <TableSkeleton label="Loading the workers">
        <WorkersTable workers={[]} actions={null} />
      </TableSkeleton>
    </Page>
  )
}
