import type { Metadata } from 'next'
import { inTime } from '@/app/(console)/in-time'
import { requirePermission } from '@/app/(console)/require-permission'
import {
  addPerson,
  changeRole,
  endPersonsSessions,
  removePerson,
  renewPassword,
} from '@/app/(console)/settings/users/actions'
import { UsersPage } from '@/components/settings/users-page'
import { listUsers } from '@/lib/auth/list-users'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Users' }

/** Who may sign in, and as what. */
export default async function Users() {
  const admin = await requirePermission('manage-users')
  return (
    <UsersPage
      own={admin.email}
      found={await read()}
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

async function read() {
  try {
    const users = await inTime(listUsers())
    return {
      ok: true as const,
      users: users.map((user) => ({ ...user, createdAt: user.createdAt.toISOString() })),
    }
  } catch (error) {
    log.error('users.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
