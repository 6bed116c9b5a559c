import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: '', width: '16px' },
  { heading: 'Time', width: '148fr' },
  { heading: 'User', width: '164fr' },
  { heading: 'Device', width: '140fr' },
  { heading: 'IP', width: '140fr' },
  { heading: 'Type', width: '80fr' },
  { heading: 'Locale', width: '72fr' },
  { heading: 'Version', width: '84fr' },
]

export default function Loading() {
  return (
    <Page title="Logins">
      <TableSkeleton label="Loading the logins" columns={COLUMNS} withFilters withCharts />
    </Page>
  )
}
