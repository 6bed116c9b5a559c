'use client'

import { usePathname } from 'next/navigation'
import { lazy, Suspense, useLayoutEffect } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'

const load = () => import('@/components/shell/sidebar/drawer-pane')
const DrawerPane = lazy(async () => ({ default: (await load()).DrawerPane }))

/** The sidebar of windows narrower than 1024 px; closes when a page is chosen. */
export function SidebarDrawer() {
  const { drawerOpen, setDrawerOpen } = useShell()
  const pathname = usePathname()
  useIdleLoad(load)

  // With the page itself: an effect may come after a click on that page, and would close what it opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is what closes it
  useLayoutEffect(() => setDrawerOpen(false), [pathname, setDrawerOpen])

  if (!drawerOpen) return null
  return (
    <Suspense>
      <DrawerPane onClose={() => setDrawerOpen(false)} />
    </Suspense>
  )
}
