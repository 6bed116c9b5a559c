import { RejectedTable } from '@/components/rejected/rejected-table'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <Page title="Rejected" subtitle="bodies are sealed; only reasons are shown">
      <TableSkeleton label="Loading the rejected messages">
        <RejectedTable messages={[]} selected={null} onSelect={nothing} />
      </TableSkeleton>
    </Page>
  )
}

const nothing = () => undefined
