'use client'

import { Menu } from 'lucide-react'
import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'

/** Opens the drawer with the pages, where the window is too narrow for a sidebar. */
export function DrawerButton() {
  const { drawerOpen, setDrawerOpen } = useShell()
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label="Pages"
      aria-expanded={drawerOpen}
      className="lg:hidden print:hidden"
      onClick={() => setDrawerOpen(true)}
    >
      <Menu className="size-4" />
    </Button>
  )
}
