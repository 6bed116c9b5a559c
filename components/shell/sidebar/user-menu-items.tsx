'use client'

import { CircleHelp, Keyboard, LogOut, Monitor, Moon, Sun, UserCog } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useShell } from '@/components/shell/shell-context'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '@/components/ui/overlay/dropdown-menu'
import type { Theme } from '@/lib/model/preferences'

/** What the menu of one's own holds. */
export function UserMenuItems() {
  const { theme, setTheme, setKeysOpen, signOut } = useShell()
  const router = useRouter()
  return (
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
      <DropdownMenuItem keys={['g', 'h']} onSelect={() => router.push('/help')}>
        <CircleHelp /> Help
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => router.push('/settings/account')}>
        <UserCog /> Your account
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void signOut()}>
        <LogOut /> Sign out
      </DropdownMenuItem>
    </DropdownMenuContent>
  )
}
