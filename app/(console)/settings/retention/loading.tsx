import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Data', width: '1fr' },
  { heading: 'Retention', width: '1fr' },
  { heading: 'Rows', width: '6rem' },
  { heading: 'Size', width: '6rem' },
]

export default function Loading() {
  return (
    <SettingsSkeleton current="retention">
      <TableSkeleton label="Loading the retention settings" columns={COLUMNS} />
    </SettingsSkeleton>
  )
}
