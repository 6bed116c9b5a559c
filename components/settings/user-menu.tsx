'use client'

import { Ellipsis, KeyRound, LogOut, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type AccountAction, confirmationFor } from '@/components/settings/account-actions'
import { RoleIcon } from '@/components/settings/role-icon'
import type { Secret } from '@/components/settings/secret-dialog'
import type { Account, UserActions } from '@/components/settings/user-actions'
import { Button } from '@/components/ui/button'
import { CHECK_THE_LIST, callAction } from '@/components/ui/call-action'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/overlay/dropdown-menu'
import type { ActionResult, Done } from '@/lib/model/action-result'
import { ROLE_NAMES } from '@/lib/model/permissions'
import type { WithPassword } from '@/lib/reveal/manage-accounts'

type Props = {
  user: Account
  isOwn: boolean
  isLastAdmin: boolean
  actions: UserActions
  onSecret: (secret: Secret) => void
}

/** What can be done about an account; each asks first. */
export function UserMenu({ user, isOwn, isLastAdmin, actions, onSecret }: Props) {
  const [action, setAction] = useState<AccountAction | null>(null)
  const { email, role } = user

  const run = async (): Promise<string | undefined> => {
    if (action === null) return undefined
    const result = await callAction(() => perform(action, email, actions), CHECK_THE_LIST)
    if (result.kind !== 'done') return result.problem
    if ('password' in result) onSecret({ email, password: result.password, isNew: false })
    return undefined
  }
  const confirmation =
    action === null ? null : confirmationFor(action, { email, role, isOwn, isLastAdmin })
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Change ${email}`}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {ROLE_NAMES.filter((to) => to !== role).map((to) => (
            <DropdownMenuItem key={to} onSelect={() => setAction({ kind: 'role', to })}>
              <RoleIcon role={to} /> Make {to}…
            </DropdownMenuItem>
          ))}
          {/* One's own would end the session before the new password could be read. */}
          {isOwn ? null : (
            <DropdownMenuItem onSelect={() => setAction({ kind: 'password' })}>
              <KeyRound /> Reset the password…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setAction({ kind: 'sessions' })}>
            <LogOut /> End the sessions…
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => setAction({ kind: 'remove' })}>
            <Trash2 /> Remove…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {confirmation === null ? null : (
        <ConfirmDialog
          {...confirmation}
          open
          onOpenChange={() => setAction(null)}
          onConfirm={run}
        />
      )}
    </>
  )
}

async function perform(
  action: AccountAction,
  email: string,
  actions: UserActions,
): Promise<ActionResult<Done | WithPassword>> {
  switch (action.kind) {
    case 'role':
      return actions.setRole({ email, role: action.to })
    case 'password':
      return actions.renewPassword({ email })
    case 'sessions':
      return actions.endSessions({ email })
    case 'remove':
      return actions.remove({ email })
  }
}
