import { TokensTable } from '@/components/api-tokens/tokens-table'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="tokens">
      <TableSkeleton label="Loading the API tokens">
        <TokensTable tokens={[]} />
      </TableSkeleton>
    </SettingsSkeleton>
  )
}
