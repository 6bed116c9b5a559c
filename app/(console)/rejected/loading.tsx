import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Rejected', width: '128px' },
  { heading: 'State', width: '88px' },
  { heading: 'Reasons', width: '30fr' },
  { heading: 'Fields', width: '24fr' },
  { heading: 'Received', width: '56px' },
  { heading: 'Size', width: '56px' },
  { heading: 'Message', width: '26fr' },
  { heading: 'Run', width: '40px' },
]

export default function Loading() {
  return (
    <Page title="Rejected">
      <TableSkeleton label="Loading the rejected messages" columns={COLUMNS} />
    </Page>
  )
}
