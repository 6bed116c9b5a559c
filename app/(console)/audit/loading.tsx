import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Row', width: '48px' },
  { heading: 'Time', width: '128px' },
  { heading: 'Who', width: '18fr' },
  { heading: 'What', width: '14fr' },
  { heading: 'Outcome', width: '14fr' },
  { heading: 'About', width: '26fr' },
  { heading: 'Reason', width: '28fr' },
]

export default function Loading() {
  return (
    <Page title="Audit log">
      <TableSkeleton label="Loading the audit log" columns={COLUMNS} withFilters />
    </Page>
  )
}
