import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'What', width: '1fr' },
  { heading: 'Kept', width: '1fr' },
  { heading: 'Rows', width: '6rem' },
  { heading: 'Size', width: '6rem' },
]

export default function Loading() {
  return (
    <SettingsSkeleton current="retention">
      <TableSkeleton label="Loading what is kept" columns={COLUMNS} />
    </SettingsSkeleton>
  )
}
