import { UserCount } from '@/components/logins/user-count'
import { None } from '@/components/table/table'
import type { LoginRow } from '@/lib/model/login'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

/** How many users have each device of a page that several share. */
export type DeviceUsers = Record<string, number>

type Props = {
  login: LoginRow
  /** Null until they are read: whoever shows the column asks for them. */
  deviceUsers: DeviceUsers | null
}

/** The cell that says how many users have the device of a login. */
export function DeviceUsersCell({ login, deviceUsers }: Props) {
  const token = login.maskedDeviceId
  return (
    <td
      data-column="device_users"
      tabIndex={-1}
      className="focus-inset whitespace-nowrap px-3 tabular-nums first:pl-4 last:pr-4"
    >
      {token === null || token === HIDDEN_ORIGINAL ? (
        <None />
      ) : deviceUsers === null ? (
        <span className="text-faint">…</span>
      ) : (
        // What is not among the shared ones has one user.
        <UserCount users={deviceUsers[token] ?? 1} />
      )}
    </td>
  )
}
