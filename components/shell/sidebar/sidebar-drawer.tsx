'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { Brand } from '@/components/shell/sidebar/sidebar'
import { SidebarNav } from '@/components/shell/sidebar/sidebar-nav'
import { Modal } from '@/components/ui/overlay/modal'

/** The sidebar of windows narrower than 1024 px; closes when a page is chosen. */
export function SidebarDrawer() {
  const { drawerOpen, setDrawerOpen } = useShell()
  const pathname = usePathname()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is what closes it
  useEffect(() => setDrawerOpen(false), [pathname, setDrawerOpen])

  if (!drawerOpen) return null
  return (
    <Modal
      aria-label="Pages"
      onDismiss={() => setDrawerOpen(false)}
      className="slide-in-from-left fixed inset-y-0 right-auto left-0 flex h-dvh w-60 animate-in flex-col border-line border-r bg-frame duration-[160ms]"
    >
      <Brand collapsed={false} />
      <SidebarNav collapsed={false} />
    </Modal>
  )
}
