import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import type { UserActions } from '@/components/settings/user-actions'
import { UsersTable } from '@/components/settings/users-table'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="users">
      <TableSkeleton label="Loading the accounts">
        <UsersTable users={[]} own="" actions={NONE} onLink={nothing} />
      </TableSkeleton>
    </SettingsSkeleton>
  )
}

/** A table without a row calls none. */
const NONE = {} as UserActions
const nothing = () => undefined
