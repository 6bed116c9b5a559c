import type { ActionResult, Done } from '@/lib/model/action-result'
import type { Role } from '@/lib/model/permissions'
import type { WithPassword } from '@/lib/reveal/manage-accounts'

/** An account, as the page shows it. */
export type Account = {
  email: string
  role: Role
  /** ISO 8601. */
  createdAt: string
  /** Sessions that have not expired. */
  sessions: number
}

/** The server actions behind the page. */
export type UserActions = {
  add: (input: { email: string; role: Role }) => Promise<ActionResult<WithPassword>>
  setRole: (input: { email: string; role: Role }) => Promise<ActionResult<Done>>
  renewPassword: (input: { email: string }) => Promise<ActionResult<WithPassword>>
  endSessions: (input: { email: string }) => Promise<ActionResult<Done>>
  remove: (input: { email: string }) => Promise<ActionResult<Done>>
}
