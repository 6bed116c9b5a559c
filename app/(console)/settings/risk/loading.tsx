import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

const COLUMNS = [
  { heading: 'Signal', width: '1fr' },
  { heading: 'Weight', width: '6rem' },
  { heading: 'State', width: '6rem' },
  { heading: 'Threshold', width: '7rem' },
]

export default function Loading() {
  return (
    <SettingsSkeleton current="risk">
      <TableSkeleton label="Loading the risk signals" columns={COLUMNS} />
    </SettingsSkeleton>
  )
}
