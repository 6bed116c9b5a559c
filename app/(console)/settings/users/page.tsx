import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import {
  addPerson,
  changeRole,
  endPersonsSessions,
  removePerson,
  renewPassword,
} from '@/app/(console)/settings/users/actions'
import { UsersPage } from '@/components/settings/users-page'
import { listUsers } from '@/lib/auth/accounts/list-users'

export const metadata: Metadata = { title: 'Users' }

/** Who may sign in, and as what. */
export default async function Users() {
  const admin = await requirePermission('manage-users')
  return (
    <UsersPage
      own={admin.email}
      viewer={admin.role}
      loaded={await attemptRead('users', readAccounts)}
      actions={{
        add: addPerson,
        setRole: changeRole,
        renewPassword,
        endSessions: endPersonsSessions,
        remove: removePerson,
      }}
    />
  )
}

async function readAccounts() {
  const users = await listUsers()
  return users.map((user) => ({ ...user, createdAt: user.createdAt.toISOString() }))
}
