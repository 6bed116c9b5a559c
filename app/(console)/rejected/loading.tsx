import { RejectedTable } from '@/components/rejected/rejected-table'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <Page title="Rejected" subtitle="bodies are sealed; only reasons are shown">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="h-10 shrink-0 border-line border-b" />
        <TableSkeleton label="Loading the rejected messages" withFilters>
          <RejectedTable messages={[]} selected={null} onSelect={nothing} />
        </TableSkeleton>
      </div>
    </Page>
  )
}

const nothing = () => undefined
