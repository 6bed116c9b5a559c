'use client'

import { usePathname } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { useEffect } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { Brand } from '@/components/shell/sidebar/sidebar'
import { SidebarNav } from '@/components/shell/sidebar/sidebar-nav'
import { scrimStyle } from '@/components/ui/overlay/dialog'

/** The sidebar of windows narrower than 1024 px; closes when a page is chosen. */
export function SidebarDrawer() {
  const { drawerOpen, setDrawerOpen } = useShell()
  const pathname = usePathname()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is what closes it
  useEffect(() => setDrawerOpen(false), [pathname, setDrawerOpen])

  return (
    <Radix.Root open={drawerOpen} onOpenChange={setDrawerOpen}>
      <Radix.Portal>
        <Radix.Overlay className={scrimStyle} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-60 flex-col border-line border-r bg-frame duration-[160ms] focus:outline-none data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left"
        >
          <Radix.Title className="sr-only">Pages</Radix.Title>
          <Brand collapsed={false} />
          <SidebarNav collapsed={false} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
