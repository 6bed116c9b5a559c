import { RulesTable } from '@/components/alerts/rules-table'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="alerts">
      <TableSkeleton label="Loading the alerts">
        <RulesTable rules={[]} actions={null} />
      </TableSkeleton>
    </SettingsSkeleton>
  )
}
