import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = ['Device', 'Users', 'Logins', 'Others', 'First seen', 'Last seen']

export default function Loading() {
  return (
    <Page title="Devices">
      <TableSkeleton
        label="Loading the shared devices"
        columns={COLUMNS.map((heading) => ({ heading, width: '1fr' }))}
        withFilters
      />
    </Page>
  )
}
