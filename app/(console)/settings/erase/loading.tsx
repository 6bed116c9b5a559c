import { ErasuresTable } from '@/components/settings/erasures-table'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="erase" withForm>
      <TableSkeleton label="Loading the erasures">
        <ErasuresTable erasures={[]} />
      </TableSkeleton>
    </SettingsSkeleton>
  )
}
