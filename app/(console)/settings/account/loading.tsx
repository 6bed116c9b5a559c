import { type SessionActions, SessionsTable } from '@/components/account/sessions-table'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { TableSkeleton } from '@/components/table/table-skeleton'

export default function Loading() {
  return (
    <SettingsSkeleton current="account" withForm>
      <TableSkeleton label="Loading your sessions">
        <SessionsTable sessions={[]} actions={NONE} />
      </TableSkeleton>
    </SettingsSkeleton>
  )
}

/** A table without a row calls none. */
const NONE = {} as SessionActions
