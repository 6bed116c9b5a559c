import { headingOf } from '@/components/logins/table/column-ids'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { TABLE_FIELDS } from '@/lib/model/login-field-list'

const COLUMNS = [
  { heading: '', width: '16px' },
  ...TABLE_FIELDS.filter(({ table }) => !table?.isHiddenAtFirst).map(({ key, table }) => ({
    heading: headingOf(key),
    width: `${table?.width}fr`,
  })),
]

export default function Loading() {
  return (
    <Page title="Logins">
      <TableSkeleton label="Loading the logins" columns={COLUMNS} withFilters withCharts />
    </Page>
  )
}
