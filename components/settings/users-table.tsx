import type { PasswordLink } from '@/components/settings/link-dialog'
import { RoleIcon } from '@/components/settings/role-icon'
import type { Account, UserActions } from '@/components/settings/user-actions'
import { UserMenu } from '@/components/settings/user-menu'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { formatNumber } from '@/lib/format/format'
import { can } from '@/lib/model/permissions'

type Props = {
  users: Account[]
  own: string
  actions: UserActions
  onLink: (link: PasswordLink) => void
}

/** Every account, one a row. */
export function UsersTable({ users, own, actions, onLink }: Props) {
  const admins = users.filter((user) => can(user, 'manage-users')).length
  return (
    <Table className="min-w-190">
      <TableHead>
        <Th>Person</Th>
        <Th className="w-36">Role</Th>
        <Th className="w-44">Since</Th>
        <Th className="w-32 text-right" title="Sessions that have not expired">
          Open sessions
        </Th>
        <Th className="w-16">
          <span className="sr-only">Change</span>
        </Th>
      </TableHead>
      <tbody>
        {users.map((user) => (
          <tr key={user.email} className="h-10 border-line border-b hover:bg-hover">
            <Td title={user.email}>
              <span className="font-medium">{user.email}</span>
              {user.email === own ? <span className="text-muted"> · you</span> : null}
            </Td>
            <Td>
              <Badge tone={can(user, 'reveal') ? 'accent' : 'neutral'}>
                <RoleIcon role={user.role} />
                {user.role}
              </Badge>
            </Td>
            <Td>
              <LocalTime at={user.createdAt} className="text-muted" />
            </Td>
            <NumberTd>{user.sessions === 0 ? <None /> : formatNumber(user.sessions)}</NumberTd>
            <Td className="text-right">
              <UserMenu
                user={user}
                isOwn={user.email === own}
                isLastAdmin={can(user, 'manage-users') && admins === 1}
                actions={actions}
                onLink={onLink}
              />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
