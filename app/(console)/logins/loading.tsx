import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Time', width: '19fr' },
  { heading: 'User', width: '20fr' },
  { heading: 'Device', width: '17fr' },
  { heading: 'IP', width: '17fr' },
  { heading: 'Type', width: '9fr' },
  { heading: 'Locale', width: '9fr' },
  { heading: 'Version', width: '9fr' },
]

export default function Loading() {
  return (
    <Page title="Logins">
      <TableSkeleton label="Loading the logins" columns={COLUMNS} withFilters />
    </Page>
  )
}
