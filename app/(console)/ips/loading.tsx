import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = ['IP', 'Users', 'Logins', 'Others', 'First seen', 'Last seen']

export default function Loading() {
  return (
    <Page title="IPs">
      <TableSkeleton
        label="Loading the shared IPs"
        columns={COLUMNS.map((heading) => ({ heading, width: '1fr' }))}
        withFilters
      />
    </Page>
  )
}
