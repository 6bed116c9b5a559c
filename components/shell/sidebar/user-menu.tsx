'use client'

import { lazy, Suspense, useState } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { DropdownMenu, DropdownMenuTrigger } from '@/components/ui/overlay/menu-root'

const load = () => import('@/components/shell/sidebar/user-menu-items')
const UserMenuItems = lazy(async () => ({ default: (await load()).UserMenuItems }))

/** Who you are, and what concerns only you: colours, keys, signing out. */
export function UserMenu() {
  const { user } = useShell()
  const [open, setOpen] = useState(false)
  useIdleLoad(load)
  return (
    <DropdownMenu open={open} onOpenChange={setOpen}>
      <DropdownMenuTrigger className="flex h-full min-w-0 items-center gap-1 px-1 focus-inset hover:text-ink data-[state=open]:text-ink">
        {/* Where the connection is lost, the room is for that. */}
        <span className="truncate group-data-lost/bar:max-xl:sr-only max-sm:sr-only">
          {user.email}
        </span>
        <span aria-hidden className="group-data-lost/bar:max-xl:hidden max-sm:hidden">
          ·
        </span>{' '}
        {user.role}
      </DropdownMenuTrigger>
      {open ? (
        <Suspense>
          <UserMenuItems />
        </Suspense>
      ) : null}
    </DropdownMenu>
  )
}
