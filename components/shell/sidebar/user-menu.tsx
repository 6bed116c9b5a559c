'use client'

import { Keyboard, LogOut, Monitor, Moon, Sun, UserCog } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useShell } from '@/components/shell/shell-context'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/overlay/dropdown-menu'
import type { Theme } from '@/lib/model/preferences'

/** Who you are, and what concerns only you: colours, keys, signing out. */
export function UserMenu() {
  const { user, theme, setTheme, setKeysOpen, signOut } = useShell()
  const router = useRouter()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-full min-w-0 items-center gap-1 px-1 focus-inset hover:text-ink data-[state=open]:text-ink">
        <span className="truncate">{user.email}</span>
        <span aria-hidden>·</span> {user.role}
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="end">
        <DropdownMenuRadioGroup
          label="Colours"
          value={theme}
          onValueChange={(value) => setTheme(value as Theme)}
        >
          <DropdownMenuRadioItem value="system">
            <Monitor /> As the system
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light">
            <Sun /> Light
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">
            <Moon /> Dark
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem keys={['?']} onSelect={() => setKeysOpen(true)}>
          <Keyboard /> Keys
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push('/settings/account')}>
          <UserCog /> Your account
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
