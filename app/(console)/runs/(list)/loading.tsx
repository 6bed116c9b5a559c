import { RunsTable } from '@/components/runs/runs-table'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <Page title="Runs">
      <TableSkeleton label="Loading the runs" withFilters>
        <RunsTable runs={[]} onOpen={nothing} />
      </TableSkeleton>
    </Page>
  )
}

const nothing = () => undefined
