import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { Role } from '@/lib/model/permissions'
import type { Unchanged, WithLink } from '@/lib/reveal/manage-accounts'

/** An account, as the page shows it. */
export type Account = {
  email: string
  role: Role
  /** ISO 8601. */
  createdAt: string
  /** Sessions that have not expired. */
  sessions: number
}

/** Empty where it is not given; whether it is needed is decided by the action. */
type WithPassphrase = { passphrase: string }

/** The server actions behind the page. */
export type UserActions = {
  add: (
    input: { email: string; role: Role } & WithPassphrase,
  ) => Promise<ActionResult<WithLink | Unchanged>>
  setRole: (
    input: { email: string; role: Role } & WithPassphrase,
  ) => Promise<ActionResult<Done | Unchanged>>
  renewPassword: (
    input: { email: string } & WithPassphrase,
  ) => Promise<ActionResult<WithLink | Unchanged>>
  endSessions: (input: { email: string }) => Promise<ActionResult<Done | Unchanged>>
  remove: (input: { email: string } & WithPassphrase) => Promise<ActionResult<Done | Unchanged>>
}
