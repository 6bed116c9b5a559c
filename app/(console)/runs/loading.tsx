import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Run', width: '40px' },
  { heading: 'State', width: '84px' },
  { heading: 'Started', width: '128px' },
  { heading: 'By', width: '14fr' },
  { heading: 'Mode', width: '40px' },
  { heading: 'Ledger', width: '46fr' },
  { heading: 'Balance', width: '76px' },
  { heading: 'Rate', width: '56px' },
  { heading: 'Took', width: '84px' },
]

export default function Loading() {
  return (
    <Page title="Runs">
      <TableSkeleton label="Loading the runs" withFilters columns={COLUMNS} />
    </Page>
  )
}
