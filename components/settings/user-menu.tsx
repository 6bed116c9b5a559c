'use client'

import { Ellipsis, KeyRound, LogOut, ShieldCheck, Trash2, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { Secret } from '@/components/settings/secret-dialog'
import {
  type Account,
  type Done,
  NO_ANSWER,
  type UserActions,
  type WithPassword,
} from '@/components/settings/user-actions'
import { type Deed, deedOf } from '@/components/settings/user-deeds'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/overlay/dropdown-menu'

type Props = {
  user: Account
  isOwn: boolean
  isLastAdmin: boolean
  actions: UserActions
  onSecret: (secret: Secret) => void
}

/** What can be done about an account; each asks first. */
export function UserMenu({ user, isOwn, isLastAdmin, actions, onSecret }: Props) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const { email, role } = user
  const other = role === 'admin' ? 'operator' : 'admin'

  const run = async (): Promise<string | undefined> => {
    const answer: Done | WithPassword = await perform().catch(() => NO_ANSWER)
    if (answer.kind !== 'done') return answer.problem
    if ('password' in answer) onSecret({ email, password: answer.password, isNew: false })
    return undefined
  }
  const perform = async (): Promise<Done | WithPassword> => {
    if (deed === 'role') return actions.setRole({ email, role: other })
    if (deed === 'password') return actions.renewPassword({ email })
    if (deed === 'sessions') return actions.endSessions({ email })
    return actions.remove({ email })
  }
  const words = deed === null ? null : deedOf(deed, { email, role, isOwn, isLastAdmin })
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Change ${email}`}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setDeed('role')}>
            {other === 'admin' ? <ShieldCheck /> : <UserRound />} Make {other}…
          </DropdownMenuItem>
          {/* One's own would end the session before the new password could be read. */}
          {isOwn ? null : (
            <DropdownMenuItem onSelect={() => setDeed('password')}>
              <KeyRound /> Reset the password…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setDeed('sessions')}>
            <LogOut /> End the sessions…
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => setDeed('remove')}>
            <Trash2 /> Remove…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {words === null ? null : (
        <ConfirmDialog {...words} open onOpenChange={() => setDeed(null)} onConfirm={run} />
      )}
    </>
  )
}
