'use client'

import { Ellipsis, KeyRound, LogOut, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { PassphraseField } from '@/components/reveal/passphrase-field'
import { type AccountAction, confirmationFor } from '@/components/settings/account-actions'
import type { PasswordLink } from '@/components/settings/link-dialog'
import { RoleIcon } from '@/components/settings/role-icon'
import type { Account, UserActions } from '@/components/settings/user-actions'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
} from '@/components/ui/overlay/dropdown-menu'
import { DropdownMenu, DropdownMenuTrigger } from '@/components/ui/overlay/menu-root'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import { ROLE_NAMES } from '@/lib/model/permissions'
import type { Unchanged, WithLink } from '@/lib/reveal/manage-accounts'

type Props = {
  user: Account
  isOwn: boolean
  isLastAdmin: boolean
  actions: UserActions
  onLink: (link: PasswordLink) => void
}

/** What can be done about an account; each asks first. */
export function UserMenu({ user, isOwn, isLastAdmin, actions, onLink }: Props) {
  const [action, setAction] = useState<AccountAction | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const { email, role } = user

  const run = async (): Promise<string | undefined> => {
    if (action === null) return undefined
    const result = await callAction(
      () => perform(action, { email, passphrase }, actions),
      CHECK_THE_LIST,
    )
    setPassphrase('')
    if (result.kind !== 'done') return result.problem
    if ('path' in result) onLink({ email, path: result.path, isNew: false })
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
        <Choices role={role} isOwn={isOwn} onChoose={setAction} />
      </DropdownMenu>
      {confirmation === null ? null : (
        <ConfirmDialog
          title={confirmation.title}
          description={confirmation.description}
          confirm={confirmation.confirm}
          danger={confirmation.danger}
          fields={
            confirmation.passphrase === undefined ? null : (
              <PassphraseField
                need={confirmation.passphrase}
                value={passphrase}
                onChange={setPassphrase}
              />
            )
          }
          onClose={() => {
            setPassphrase('')
            setAction(null)
          }}
          onConfirm={run}
        />
      )}
    </>
  )
}

type ChoicesProps = {
  role: Account['role']
  isOwn: boolean
  onChoose: (action: AccountAction) => void
}

function Choices({ role, isOwn, onChoose }: ChoicesProps) {
  return (
    <DropdownMenuContent align="end">
      {ROLE_NAMES.filter((to) => to !== role).map((to) => (
        <DropdownMenuItem key={to} onSelect={() => onChoose({ kind: 'role', to })}>
          <RoleIcon role={to} /> Make {to}…
        </DropdownMenuItem>
      ))}
      {/* One's own would end the session before the link could be read. */}
      {isOwn ? null : (
        <DropdownMenuItem onSelect={() => onChoose({ kind: 'password' })}>
          <KeyRound /> Reset the password…
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => onChoose({ kind: 'sessions' })}>
        <LogOut /> End the sessions…
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem danger onSelect={() => onChoose({ kind: 'remove' })}>
        <Trash2 /> Remove…
      </DropdownMenuItem>
    </DropdownMenuContent>
  )
}

async function perform(
  action: AccountAction,
  about: { email: string; passphrase: string },
  actions: UserActions,
): Promise<ActionResult<Done | WithLink | Unchanged>> {
  switch (action.kind) {
    case 'role':
      return actions.setRole({ ...about, role: action.to })
    case 'password':
      return actions.renewPassword(about)
    case 'sessions':
      return actions.endSessions({ email: about.email })
    case 'remove':
      return actions.remove(about)
  }
}
