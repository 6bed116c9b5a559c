'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { AddUserDialog } from '@/components/settings/add-user-dialog'
import { LinkDialog, type PasswordLink } from '@/components/settings/link-dialog'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import type { Account, UserActions } from '@/components/settings/user-actions'
import { UsersTable } from '@/components/settings/users-table'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import { can, type Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'

type Props = {
  /** Who looks at the page. */
  own: string
  viewer: Role
  loaded: Loaded<Account[]>
  actions: UserActions
}

/** Who may sign in, and as what. People choose their own passwords by a link that is shown once. */
export function UsersPage({ own, viewer, loaded, actions }: Props) {
  const [link, setLink] = useState<PasswordLink | null>(null)
  return (
    <Page
      title="Settings"
      actions={
        <AddUserDialog add={actions.add} onLink={setLink}>
          <Button variant="primary">
            <UserPlus /> Add a person…
          </Button>
        </AddUserDialog>
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="users" viewer={viewer} />
        {loaded.kind === 'loaded' ? (
          <>
            <ScrollPane aria-label="Users" className="flex-1">
              <UsersTable users={loaded.value} own={own} actions={actions} onLink={setLink} />
            </ScrollPane>
            <p className="flex min-h-10 shrink-0 items-center border-line border-t px-4 py-1 text-muted tabular-nums">
              {formatCount(loaded.value.length, 'person', 'people')},{' '}
              {formatCount(
                loaded.value.filter((user) => can(user, 'manage-users')).length,
                'admin',
              )}{' '}
              among them. Each change is in the audit log.
            </p>
          </>
        ) : (
          <ListFailure
            title="The accounts could not be read."
            cause={`${loaded.cause}.`}
            detail={loaded.detail}
          />
        )}
        <LinkDialog link={link} onClose={() => setLink(null)} />
      </div>
    </Page>
  )
}
